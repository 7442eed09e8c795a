package dev.tandem.workers.speech.local.moonshine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MoonshineTokensTest {

    @Test
    void readsTokensWithOneAndTwoBytesOfLength() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(2);
        file.writeBytes("ab".getBytes(StandardCharsets.UTF_8));
        file.write(128 + 72);
        file.write(1);
        file.writeBytes("x".repeat(200).getBytes(StandardCharsets.UTF_8));
        file.write(1);
        file.write('c');
        MoonshineTokens tokens = MoonshineTokens.parse(file.toByteArray());
        assertThat(tokens.vocabulary()).hasSize(3);
        assertThat(tokens.text(new int[] {0, 2})).isEqualTo("abc");
        assertThat(tokens.text(new int[] {1})).hasSize(200);
    }

    @Test
    void joinsCharactersOfSeveralTokensAndDropsControls() {
        byte[] euro = "€".getBytes(StandardCharsets.UTF_8);
        MoonshineTokens tokens = new MoonshineTokens(java.util.List.of(
                new byte[] {euro[0]},
                new byte[] {euro[1], euro[2]},
                "\u2581five".getBytes(StandardCharsets.UTF_8),
                "<<ST_3>>".getBytes(StandardCharsets.UTF_8)));
        assertThat(tokens.text(new int[] {3, 2, 2, 0, 1})).isEqualTo("five five€");
    }
}
