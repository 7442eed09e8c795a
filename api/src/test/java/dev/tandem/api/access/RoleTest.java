package dev.tandem.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RoleTest {

    @ParameterizedTest
    @CsvSource({
        "viewer, viewer",
        "operator, viewer operator",
        "editor, viewer editor",
        "publisher, viewer editor publisher",
        "owner, viewer operator editor publisher owner"
    })
    void permitsItselfAndWhatItIncludes(String role, String permitted) {
        assertThat(Arrays.stream(Role.values())
                        .filter(Role.of(role)::permits)
                        .map(Role::wireName)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(permitted);
    }

    @ParameterizedTest
    @EnumSource
    void isWrittenInLowerCase(Role role) {
        assertThat(role.wireName()).isEqualTo(role.wireName().toLowerCase(java.util.Locale.ROOT));
        assertThat(Role.of(role.wireName())).isEqualTo(role);
    }

    @Test
    void thereIsNoOther() {
        assertThatThrownBy(() -> Role.of("king")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoHasSeveralMayDoWhatAnyOfThemMay() {
        Access access = new Access(
                UUID.randomUUID(),
                "shop",
                "key:1",
                Set.of(Role.OPERATOR, Role.EDITOR),
                new Credential.Key(UUID.randomUUID()));

        assertThat(access.permits(Role.OPERATOR)).isTrue();
        assertThat(access.permits(Role.EDITOR)).isTrue();
        assertThat(access.permits(Role.PUBLISHER)).isFalse();
    }
}
