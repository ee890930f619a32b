package dev.sundial.local.page;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/** Markdown as a page shows it: markup in it is text, and links go to the web or to this server. */
final class Markdown {
  private static final Parser PARSER = Parser.builder().build();

  /** Nested more deeply, it is shown as it was written. */
  private static final int DEEPEST = 100;

  private Markdown() {}

  static Html html(String markdown) {
    Node document = PARSER.parse(markdown);
    if (isDeeperThan(document, DEEPEST)) {
      return Show.block(markdown);
    }
    return Html.element("div", children(document)).with("class", "markdown");
  }

  /** Without recursion, since it may be deeper than a stack. */
  private static boolean isDeeperThan(Node document, int most) {
    int depth = 0;
    Node at = document;
    while (true) {
      if (at.getFirstChild() != null) {
        at = at.getFirstChild();
        if (++depth > most) {
          return true;
        }
        continue;
      }
      while (at.getNext() == null) {
        at = at.getParent();
        if (at == null || at == document) {
          return false;
        }
        depth--;
      }
      at = at.getNext();
    }
  }

  private static List<Html> children(Node parent) {
    List<Html> all = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      all.add(html(node));
    }
    return all;
  }

  private static Html html(Node node) {
    return switch (node) {
      case Heading heading -> element("h" + Math.min(6, heading.getLevel() + 2), node);
      case Paragraph paragraph ->
          isTight(paragraph) ? Html.many(children(node)) : element("p", node);
      case Text text -> Html.text(text.getLiteral());
      case Code code -> Show.code(code.getLiteral());
      case Emphasis emphasis -> element("em", node);
      case StrongEmphasis strong -> element("strong", node);
      case Link link -> link(link);
      case Image image -> Html.many(children(node));
      case BulletList list -> element("ul", node);
      case OrderedList list -> element("ol", node);
      case ListItem item -> element("li", node);
      case BlockQuote quote -> element("blockquote", node);
      case FencedCodeBlock block -> Show.block(block.getLiteral());
      case IndentedCodeBlock block -> Show.block(block.getLiteral());
      case ThematicBreak line -> Html.element("hr");
      case SoftLineBreak line -> Html.text("\n");
      case HardLineBreak line -> Html.element("br");
      case HtmlInline html -> Html.text(html.getLiteral());
      case HtmlBlock html -> Html.element("p", html.getLiteral());
      default -> Html.many(children(node));
    };
  }

  private static Html element(String tag, Node node) {
    return Html.element(tag, children(node));
  }

  private static boolean isTight(Paragraph paragraph) {
    return paragraph.getParent() instanceof ListItem item
        && item.getParent() instanceof org.commonmark.node.ListBlock list
        && list.isTight();
  }

  /** CloudWatch draws {@code [button:Words](address)} as a button. */
  private static Html link(Link link) {
    List<Html> words = children(link);
    String button = "button:";
    String primary = "button:primary:";
    String style = "";
    if (!words.isEmpty() && words.getFirst() instanceof Html.Text(String text)) {
      style = text.startsWith(primary) ? "button primary" : text.startsWith(button) ? "button" : "";
      String rest =
          style.isEmpty()
              ? text
              : text.substring(text.startsWith(primary) ? primary.length() : button.length());
      words.set(0, Html.text(rest));
    }
    String to = link.getDestination();
    Html.Element anchor = Html.element("a", words);
    if (to.startsWith(Pages.ROOT + "/")) {
      anchor = anchor.with("href", to);
    } else if (Html.isOutside(to)) {
      anchor = anchor.with("rel", Html.Element.OUTSIDE).with("href", to);
    } else {
      return Html.many(words);
    }
    return style.isEmpty() ? anchor : anchor.with("class", style);
  }
}
