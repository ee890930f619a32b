package dev.sundial.local.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.endpoint.AwsError;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PageTest {
  private static final AwsError REFUSAL = AwsError.validation("no token");

  private static Page<String> page(List<String> all, String token, int most) {
    return Page.of(all, item -> item, token, most, REFUSAL);
  }

  @Test
  void hasNoTokenWhenNothingFollows() {
    assertThat(page(List.of("b", "a"), "", 2))
        .isEqualTo(new Page<>(List.of("a", "b"), Optional.empty()));
  }

  @Test
  void goesOnAfterTheLastKeyThoughTheListChanged() {
    Page<String> first = page(List.of("a", "b", "c"), "", 2);

    assertThat(first.items()).containsExactly("a", "b");
    assertThat(page(List.of("a", "bb", "c"), first.next().orElseThrow(), 2).items())
        .containsExactly("bb", "c");
  }

  @Test
  void goesOnAfterKeysOfAnyCharacters() {
    Page<String> first = page(List.of("a", "ä\n\0", "ö"), "", 2);
    assertThat(page(List.of("ä\n\0", "ö"), first.next().orElseThrow(), 2).items())
        .containsExactly("ö");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "YQ", "rubbish", "rubbish1", "cnViYmlzaA==", "AAAAAAAA", "AAAAAGE"})
  void refusesATokenThatIsNoneOfOurs(String token) {
    assertThatThrownBy(() -> page(List.of("a"), token, 1)).isSameAs(REFUSAL);
  }

  @Test
  void refusesATokenThatWasChanged() {
    String token = page(List.of("a", "b"), "", 1).next().orElseThrow();
    String changed = token.substring(0, token.length() - 1) + "A";
    assertThat(changed).isNotEqualTo(token);
    assertThatThrownBy(() -> page(List.of("a", "b"), changed, 1)).isSameAs(REFUSAL);
  }
}
