package dev.sundial.local.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.endpoint.AwsError;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
  void refusesATokenThatIsNoneOfOurs() {
    assertThatThrownBy(() -> page(List.of("a"), "%", 1)).isSameAs(REFUSAL);
  }
}
