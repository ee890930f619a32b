package dev.sundial.local.signing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parameters of a query, each encoded as signatures want it, in their order. */
record Query(List<Parameter> parameters) {

  /** One parameter; a name without an equals sign has an empty value. */
  record Parameter(String name, String value) {}

  static Query parse(String rawQuery) {
    List<Parameter> parameters = new ArrayList<>();
    for (String part : rawQuery.split("&", -1)) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        parameters.add(
            new Parameter(
                again(equals < 0 ? part : part.substring(0, equals)),
                again(equals < 0 ? "" : part.substring(equals + 1))));
      }
    }
    return new Query(parameters);
  }

  private static String again(String raw) {
    return PercentCoding.encode(PercentCoding.decode(raw));
  }

  /** The first value of a parameter, decoded. */
  Optional<String> first(String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(
            parameter ->
                new String(PercentCoding.decode(parameter.value()), StandardCharsets.UTF_8))
        .findFirst();
  }

  /** Sorted by name, then value, as they are encoded. */
  String canonical(boolean withoutSignature) {
    return parameters.stream()
        .filter(it -> !withoutSignature || !it.name().equals(Claim.SIGNATURE_PARAMETER))
        .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
        .map(parameter -> parameter.name() + "=" + parameter.value())
        .collect(Collectors.joining("&"));
  }
}
