package dev.sundial.local.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.inbox.Mail;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboxPagesTest {
  private static final String ALARM =
      "{'text':'iris is stale','blocks':[{'type':'header','text':{'type':'plain_text',"
          + "'text':':red_circle: Model stale'}},{'type':'section','text':{'type':'mrkdwn',"
          + "'text':'*iris* is `36.1` hours old, see <https://example.com/a?b=1&amp;c=2|the log>'},"
          + "'fields':[{'type':'mrkdwn','text':'*Value*\\n36.1 h'},{'type':'mrkdwn',"
          + "'text':'*Threshold*\\n36 h'}]},{'type':'divider'},{'type':'context','elements':["
          + "{'type':'mrkdwn','text':'since _06:00_'}]},{'type':'actions','elements':[{"
          + "'type':'button','text':{'type':'plain_text','text':'Dashboard'},"
          + "'url':'http://127.0.0.1:4566/_sundial/dashboards'}]}],"
          + "'attachments':[{'color':'#a32018','text':'<script>alert(1)</script> &lt;b>'}]}";

  private final FakeSources fake = new FakeSources();
  private final PageClient pages = new PageClient(new Pages(fake.sources()));

  private AwsResponse post(String body) throws Exception {
    String path = fake.slack.webhook().replaceFirst("^.*/_sundial", "");
    return pages.send("POST", path, body);
  }

  @Test
  void drawsAMessageAsSlackDoes() throws Exception {
    assertThat(PageClient.text(post(ALARM))).isEqualTo("ok");

    assertThat(pages.html("/slack"))
        .contains("<span class=\"circle red\" title=\":red_circle:\"></span> Model stale</h3>")
        .contains("<strong>iris</strong> is <code>36.1</code> hours old")
        .contains(
            "<a rel=\"noopener noreferrer nofollow\" href=\"https://example.com/a?b=1&amp;c=2\">"
                + "the log</a>")
        .contains("<hr>")
        .contains("since <em>06:00</em>")
        .contains("class=\"button plain\">Dashboard</a>")
        .contains("fill=\"#a32018\"")
        .contains("&lt;script&gt;")
        .doesNotContain("<script>");
    JsonNode json = pages.json("/slack.json");
    assertThat(json.at("/messages/0/message/text").asText()).isEqualTo("iris is stale");
    assertThat(json.at("/messages/0/at").asText()).isEqualTo(FakeSources.START);
    assertThat(json.at("/messages/0/outcome").asText()).isEqualTo("ok");
  }

  @Test
  void tellsNobodyTheWebhook() throws Exception {
    post("{'text':'x'}");
    post("nonsense");
    String secret = fake.slack.webhook().replaceFirst("^.*/", "");

    assertThat(pages.html("/slack")).doesNotContain(secret).contains("400 invalid_payload");
    assertThat(pages.json("/slack.json").toString()).doesNotContain(secret);
    assertThat(pages.get("/slack/services/T/B/" + secret).status()).isEqualTo(405);
    assertThat(pages.send("POST", "/slack/services/T/B/" + secret, "{'text':'x'}").status())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '$',
      textBlock =
          """
          a*b*c 2 * 3 * 4 $ a*b*c 2 * 3 * 4
          *bold _both_* $ <strong>bold <em>both</em></strong>
          snake_case_name $ snake_case_name
          ```a *b* &lt;``` $ <pre>a *b* &lt;</pre>
          <javascript:alert(1)|x> $ &lt;javascript:alert(1)|x&gt;
          <https://a.example/"onclick=1|x> $ &lt;https://a.example/&quot;onclick=1|x&gt;
          <!here> $ <span class="mention">@here</span>
          :unknown: ~no~ $ :unknown: <s>no</s>
          """)
  void readsMrkdwn(String text, String html) {
    assertThat(Mrkdwn.html(text).render()).isEqualTo(html);
  }

  @Test
  void linksOutOnlyWithoutAReferrer() {
    assertThatThrownBy(() -> Html.element("a", "x").with("href", "https://example.com/"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Html.outside("javascript:alert(1)", "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Html.element("rect").with("fill", "url(https://example.com)"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void showsMailWithALinkToConfirm() throws Exception {
    fake.mail.receive(
        new Mail(
            "1",
            "AWS Notifications <no-reply@sns.amazonaws.com>",
            "ops@example.com",
            "AWS Notification - Subscription Confirmation",
            "You have chosen to subscribe",
            "http://127.0.0.1:4566/?Action=ConfirmSubscription&Token=1",
            Instant.parse(FakeSources.START)));

    assertThat(pages.html("/mail"))
        .contains("ops@example.com")
        .contains("href=\"http://127.0.0.1:4566/?Action=ConfirmSubscription&amp;Token=1\"");
    assertThat(pages.json("/mail.json").at("/mails/0/to").asText()).isEqualTo("ops@example.com");
  }
}
