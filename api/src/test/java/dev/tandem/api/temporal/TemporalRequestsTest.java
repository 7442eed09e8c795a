package dev.tandem.api.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.api.http.problem.ApiProblem;
import io.grpc.Status;
import io.grpc.Status.Code;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.HttpStatus;

class TemporalRequestsTest {

    private final TemporalRequests requests = new TemporalRequests();
    private final AtomicInteger sent = new AtomicInteger();

    @AfterEach
    void close() {
        requests.destroy();
    }

    @ParameterizedTest
    @EnumSource(
            value = Code.class,
            names = {"UNAVAILABLE", "RESOURCE_EXHAUSTED", "ABORTED"})
    void whatPassesByItselfIsTriedAgain(Code code) {
        assertThat(requests.sendTo(() -> failing(code, 3))).isTrue();
        assertThat(sent).hasValue(4);
    }

    @Test
    void whatDoesNotPassIsTold() {
        assertThatThrownBy(() -> requests.sendTo(() -> failing(Code.RESOURCE_EXHAUSTED, 100)))
                .isInstanceOfSatisfying(
                        ApiProblem.class,
                        problem -> assertThat(problem.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE));
        assertThat(sent).hasValue(6);
    }

    @Test
    void whatIsGoneIsAskedForOnce() {
        assertThat(requests.sendTo(() -> failing(Code.NOT_FOUND, 100))).isFalse();
        assertThat(sent).hasValue(1);
    }

    private void failing(Code code, int times) {
        if (sent.incrementAndGet() <= times) {
            throw Status.fromCode(code).asRuntimeException();
        }
    }
}
