package dev.sundial.local.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.endpoint.Caller;
import dev.sundial.local.endpoint.Headers;
import dev.sundial.local.iam.PolicyGate.Holder;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.HandClock;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicyGateTest {
  private static final Role READER =
      new Role(
          "reader",
          "AROA1",
          "arn:aws:iam::000000000000:role/reader",
          "/",
          NullNode.instance,
          Map.of(),
          3600,
          Instant.EPOCH);

  private final HandClock clock = new HandClock("2026-11-20T03:15:00Z");
  private final Roles roles = new Roles(StateStore.inMemory(), clock);
  private final Refusals refusals = new Refusals(clock);

  /** One operation on one thing; that it is missing, only those may know who may list. */
  private record Things(Refusal refusal) implements Accesses {
    @Override
    public String signingName() {
      return "things";
    }

    @Override
    public List<Access> of(String operation, AwsRequest request) {
      return List.of(Access.of("things:" + operation, "arn:aws:things:::one"));
    }

    @Override
    public List<Access> toSeeMissing(String operation, String missing, AwsRequest request) {
      return missing.equals("NoSuchThing")
          ? List.of(Access.of("things:List", "arn:aws:things:::all"))
          : List.of();
    }
  }

  private record Service(String signingName) implements AwsService {
    @Override
    public String operationOf(AwsRequest request) {
      return "Get";
    }

    @Override
    public AwsResponse serve(AwsRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public AwsResponse render(AwsRequest request, AwsError error) {
      throw new UnsupportedOperationException();
    }

    @Override
    public AwsError throttled() {
      throw new UnsupportedOperationException();
    }
  }

  private PolicyGate gate(Accesses.Refusal refusal, Statement... policyOfReader) {
    roles.put(READER);
    return new PolicyGate(
        new Authorizer(roles, arn -> List.of(policyOfReader), clock),
        roles,
        function -> Optional.empty(),
        key ->
            switch (key) {
              case "ASIAREADER" -> new Holder.Valid(new Identity.Session(READER, "me"));
              case "ASIAOVER" -> new Holder.Expired();
              default -> new Holder.Unknown();
            },
        List.of(new Things(refusal)),
        refusals);
  }

  private static AwsRequest by(String key) {
    return new AwsRequest(
        "id",
        "GET",
        "/",
        "",
        Headers.of(Map.of()),
        new Caller.Administrator(key),
        "us-east-1",
        new ByteArrayInputStream(new byte[0]));
  }

  private static Accesses.Refusal family(String name) {
    return switch (name) {
      case "JSON" -> Accesses.Refusal.JSON;
      case "REST" -> Accesses.Refusal.REST;
      case "QUERY" -> Accesses.Refusal.QUERY;
      case "S3" -> Accesses.Refusal.S3;
      default -> throw new IllegalArgumentException(name);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "JSON, ASIAREADER, 400, AccessDeniedException",
    "JSON, ASIANOBODY, 400, UnrecognizedClientException",
    "JSON, ASIAOVER, 400, ExpiredTokenException",
    "REST, ASIAREADER, 403, AccessDeniedException",
    "REST, ASIANOBODY, 403, UnrecognizedClientException",
    "REST, ASIAOVER, 403, ExpiredTokenException",
    "QUERY, ASIAREADER, 403, AccessDenied",
    "QUERY, ASIANOBODY, 403, InvalidClientTokenId",
    "QUERY, ASIAOVER, 403, ExpiredToken",
    "S3, ASIAREADER, 403, AccessDenied",
    "S3, ASIANOBODY, 403, InvalidAccessKeyId",
    "S3, ASIAOVER, 400, ExpiredToken",
  })
  void refusesInTheWordsOfTheService(String family, String key, int status, String code) {
    assertThatThrownBy(() -> gate(family(family)).check(new Service("things"), "Get", by(key)))
        .isInstanceOfSatisfying(
            AwsError.class,
            error -> {
              assertThat(error.status()).isEqualTo(status);
              assertThat(error.code()).isEqualTo(code);
            });
  }

  @Test
  void anyKeyThatWasNeverGivenOutIsTheAdministrators() {
    gate(Accesses.Refusal.JSON).check(new Service("things"), "Get", by("test"));
    assertThat(refusals.all()).isEmpty();
  }

  @Test
  void whatIsMissingIsHiddenFromWhomMayNotListAndThePageSaysWhy() {
    PolicyGate gate = gate(Accesses.Refusal.S3);
    Service things = new Service("things");
    AwsError thing = new AwsError(404, "NoSuchThing", "there is none");
    assertThat(gate.hidden(things, "Get", by("ASIAREADER"), thing))
        .hasValueSatisfying(
            hidden -> {
              assertThat(hidden.status()).isEqualTo(403);
              assertThat(hidden.text())
                  .contains("things:List")
                  .contains("arn:aws:things:::all")
                  .contains("assumed-role/reader/me");
            });
    assertThat(refusals.all())
        .singleElement()
        .satisfies(refusal -> assertThat(refusal.action()).isEqualTo("things:List"));

    AwsError shelf = new AwsError(404, "NoSuchShelf", "there is none");
    assertThat(gate.hidden(things, "Get", by("ASIAREADER"), shelf)).isEmpty();
    assertThat(gate.hidden(things, "Get", by("test"), thing)).isEmpty();
    assertThat(refusals.all()).hasSize(1);
  }
}
