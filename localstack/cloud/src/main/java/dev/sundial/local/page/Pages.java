package dev.sundial.local.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.Headers;
import dev.sundial.local.endpoint.PageHandler;
import dev.sundial.local.inbox.SlackInbox;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Everything below {@code /_sundial}. */
public final class Pages implements PageHandler {
  static final String ROOT = "/_sundial";
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .build();

  private static final String TWIN = ".json";
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  /** Of pages with a script: ours, which asks this server only. */
  private static final String SCRIPTS = "; script-src 'self'; connect-src 'self'";

  private static final String DASHBOARD = "/dashboards/";

  private final Map<String, Page> pages = new LinkedHashMap<>();
  private final Layout layout;
  private final ClockHand clock;
  private final FaultPlanter faults;
  private final SlackInbox slack;
  private final DeploymentHand deployments;
  private final DashboardsPage dashboards;
  private final Assets assets = new Assets();

  public Pages(Sources sources) {
    Clock virtual = sources.timeline().clock();
    this.layout = new Layout(virtual);
    this.clock = new ClockHand(sources.timeline(), sources.real());
    this.faults = new FaultPlanter(sources.faults());
    this.slack = sources.slack();
    this.deployments = new DeploymentHand(sources.stacks());
    pages.put("", new IndexPage(sources, clock));
    Drawer drawer = new Drawer(sources.metrics(), sources.logs(), sources.alarms());
    this.dashboards = new DashboardsPage(sources.dashboards(), drawer, virtual);
    pages.put("dashboards", dashboards);
    pages.put(
        "alarms",
        new AlarmsPage(sources.alarms(), new AlarmPage(sources.alarms(), drawer, virtual)));
    pages.put("runbook", new RunbookPage());
    pages.put("console", new ConsolePage());
    pages.put("resources", new ResourcesPage(sources.stacks()));
    pages.put("changes", new ChangesPage(sources.stacks()));
    pages.put("invocations", new InvocationsPage(sources.invocations(), sources.logs()));
    pages.put("logs", new LogsPage(sources.logs()));
    pages.put("failures", new FailuresPage(sources.stacks(), sources.queues()));
    pages.put("slack", new SlackPage(sources.slack()));
    pages.put("mail", new MailPage(sources.mail()));
    pages.put("roles", new RolesPage(sources.roles(), sources.refusals()));
    pages.put("refused", new RefusedPage(sources.roles(), sources.refusals()));
  }

  /** Who deploys when somebody posts to {@code /_sundial/deploy}; until then nobody does. */
  public void onDeploy(Redeployment how) {
    deployments.onDeploy(how);
  }

  @Override
  public AwsResponse handle(AwsRequest request) throws Exception {
    String path = request.rawPath().substring(ROOT.length());
    return switch (path) {
      case "/clock" -> secured(clock.handle(request));
      case "/faults" -> secured(faults.handle(request));
      case "/diff" -> secured(deployments.diff(request));
      case "/deploy" -> secured(deployments.deploy(request));
      default ->
          path.startsWith(SlackInbox.PATH)
              ? posted(request, path.substring(SlackInbox.PATH.length()))
              : read(request, path);
    };
  }

  private AwsResponse posted(AwsRequest request, String webhook) {
    return request.method().equals("POST")
        ? slack.post(request, webhook)
        : failure(true, 405, "A webhook is posted to");
  }

  private AwsResponse read(AwsRequest request, String path) {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return failure(false, 405, "This page can only be read");
    }
    return assets
        .find(ROOT + path)
        .or(() -> places(path))
        .map(Pages::secured)
        .orElseGet(() -> page(request, path));
  }

  private Optional<AwsResponse> places(String path) {
    if (!path.startsWith(DASHBOARD) || !path.endsWith(DashboardsPage.PLACES)) {
      return Optional.empty();
    }
    int end = path.length() - DashboardsPage.PLACES.length();
    return dashboards
        .places(path.substring(DASHBOARD.length(), end))
        .map(css -> AwsResponse.of(200, "text/css; charset=utf-8", css.getBytes(UTF_8)));
  }

  private AwsResponse page(AwsRequest request, String path) {
    boolean twin = path.endsWith(TWIN);
    String plain = twin ? path.substring(0, path.length() - TWIN.length()) : path;
    String[] parts = plain.replaceAll("^/+|/+$", "").split("/", 2);
    String name = twin && parts[0].equals("index") ? "" : parts[0];
    Page page = pages.get(name);
    try {
      Optional<View> view =
          page == null
              ? Optional.empty()
              : page.view(parts.length > 1 ? decode(parts[1]) : "", request.query());
      return view.map(found -> twin ? secured(json(found)) : html(name, plain, request, found))
          .orElseGet(() -> failure(twin, 404, "There is no such page"));
    } catch (AwsError e) {
      return failure(twin, e.status(), e.text());
    }
  }

  private AwsResponse html(String name, String path, AwsRequest request, View view) {
    String query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
    String twin = ROOT + (name.isEmpty() ? "/index" : path.replaceAll("/+$", "")) + TWIN + query;
    String policy = view.scripts().isEmpty() ? POLICY : POLICY + SCRIPTS;
    return secured(
        AwsResponse.of(200, "text/html; charset=utf-8", layout.html(name, twin, view)), policy);
  }

  private static AwsResponse json(View view) {
    try {
      return AwsResponse.of(200, "application/json", MAPPER.writeValueAsBytes(view.json()));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private AwsResponse failure(boolean twin, int status, String message) {
    if (twin) {
      return secured(Answers.json(status, Map.of("message", message)));
    }
    View view = new View(message, Map.of(), Html.nothing());
    return secured(AwsResponse.of(status, "text/html; charset=utf-8", layout.html("", "", view)));
  }

  private static AwsResponse secured(AwsResponse response) {
    return secured(response, POLICY);
  }

  private static AwsResponse secured(AwsResponse response, String policy) {
    Map<String, java.util.List<String>> headers = new LinkedHashMap<>(response.headers().values());
    headers.put("Content-Security-Policy", java.util.List.of(policy));
    headers.put("X-Content-Type-Options", java.util.List.of("nosniff"));
    headers.put("Referrer-Policy", java.util.List.of("no-referrer"));
    headers.put("Cache-Control", java.util.List.of("no-store"));
    return new AwsResponse(response.status(), new Headers(headers), response.body());
  }

  private static String decode(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      throw new AwsError(400, "BadRequest", "Malformed percent-encoding");
    }
  }
}
