package dev.sundial.local.endpoint;

import dev.sundial.local.fault.Fault;
import dev.sundial.local.fault.Faults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;

/**
 * Hands a request to its service, does planted faults to it, and numbers the calls of functions.
 */
final class Dispatcher {
  private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

  /** They answer in every region, about the whole account; so does S3 with its buckets. */
  private static final Set<String> GLOBAL_SERVICES = Set.of("iam", "sts");

  private final Map<String, AwsService> services;
  private final Callers callers;
  private final Faults faults;
  private final Gate gate;

  Dispatcher(Map<String, AwsService> services, Callers callers, Faults faults, Gate gate) {
    this.services = services;
    this.callers = callers;
    this.faults = faults;
    this.gate = gate;
  }

  Caller caller(Signature signature) {
    return callers.caller(signature.accessKey());
  }

  Reply dispatch(AwsRequest request, Signature signature) {
    AwsService service =
        signature.isPresent() ? services.get(signature.service()) : unsigned(request);
    if (service == null) {
      return new Reply.Sent(NoService.answer(request, signature));
    }
    String operation;
    try {
      operation = service.operationOf(request);
      if (isElsewhere(service, operation, request)) {
        throw service.elsewhere(request);
      }
    } catch (AwsError e) {
      return new Reply.Sent(service.render(request, e));
    }
    return switch (request.caller()) {
      case Caller.Administrator admin -> reply(service, operation, request, Optional.empty(), 0);
      case Caller.Function function -> {
        FunctionCaller environment = function.environment();
        int number = environment.begin(service.signingName(), operation);
        Reply reply = reply(service, operation, request, Optional.of(environment), number);
        environment.end(number, reply instanceof Reply.Sent sent ? sent.response().status() : 0);
        yield reply;
      }
    };
  }

  private @Nullable AwsService unsigned(AwsRequest request) {
    return services.values().stream()
        .filter(service -> service.takesUnsigned(request))
        .findFirst()
        .orElse(null);
  }

  private static boolean isElsewhere(AwsService service, String operation, AwsRequest request) {
    return !request.region().equals(Account.REGION)
        && !request.region().isEmpty()
        && !GLOBAL_SERVICES.contains(service.signingName())
        && !(service.signingName().equals("s3") && operation.equals("ListBuckets"));
  }

  private Reply reply(
      AwsService service,
      String operation,
      AwsRequest request,
      Optional<FunctionCaller> environment,
      int number) {
    Optional<Fault> fault =
        faults.strike(
            service.signingName(),
            operation,
            environment.map(FunctionCaller::functionName),
            number);
    if (fault.isEmpty()) {
      return new Reply.Sent(serve(service, operation, request));
    }
    return switch (fault.get().mode()) {
      case THROTTLE -> new Reply.Sent(service.render(request, service.throttled()));
      case ERROR ->
          new Reply.Sent(
              service.render(request, new AwsError(500, "InternalFailure", "A planted fault")));
      case DELAY -> {
        pause(fault.get());
        yield new Reply.Sent(serve(service, operation, request));
      }
      case DROP_REPLY -> {
        drain(serve(service, operation, request));
        yield new Reply.Dropped();
      }
      case KILL_BEFORE -> {
        environment.ifPresent(FunctionCaller::kill);
        yield new Reply.Dropped();
      }
      case KILL_AFTER -> {
        drain(serve(service, operation, request));
        environment.ifPresent(FunctionCaller::kill);
        yield new Reply.Dropped();
      }
      case CORRUPT ->
          new Reply.Sent(corrupt(serve(service, operation, request), fault.get().seed()));
    };
  }

  private AwsResponse serve(AwsService service, String operation, AwsRequest request) {
    try {
      gate.check(service, operation, request);
      return service.serve(request);
    } catch (AwsError e) {
      Optional<AwsError> hidden =
          e.status() == 404 ? gate.hidden(service, operation, request, e) : Optional.empty();
      return service.render(request, hidden.orElse(e));
    } catch (EofException e) {
      // The caller is gone in the middle of its request; nobody will read the answer.
      return service.render(request, new AwsError(400, "IncompleteBody", "The request broke off"));
    } catch (Exception e) {
      LOG.log(Level.ERROR, service.signingName() + " failed", e);
      return service.render(
          request, new AwsError(500, "InternalFailure", "The local cloud failed: " + e));
    }
  }

  private void pause(Fault fault) {
    try {
      faults.delay(fault);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] drain(AwsResponse response) {
    return switch (response.body()) {
      case AwsResponse.Body.Bytes bytes -> bytes.bytes();
      case AwsResponse.Body.Streamed streamed -> {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
          streamed.writer().writeTo(out);
        } catch (IOException e) {
          LOG.log(Level.WARNING, "the body of an answer broke off", e);
        }
        yield out.toByteArray();
      }
    };
  }

  private static AwsResponse corrupt(AwsResponse response, long seed) {
    byte[] bytes = drain(response).clone();
    if (bytes.length > 0) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      int bit = random.nextInt(8);
      int index = random.nextInt(bytes.length);
      bytes[index] = (byte) (bytes[index] ^ (1 << bit));
    }
    return new AwsResponse(
        response.status(), response.headers(), new AwsResponse.Body.Bytes(bytes));
  }
}
