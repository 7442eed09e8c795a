package dev.tandem.api.livekit.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@ExtendWith(OutputCaptureExtension.class)
class StaleRoomsTest {

    @ParameterizedTest
    @CsvSource({
        "12:00:00, 12:05:00, 12:05:11, true",
        "12:00:00, 12:05:00, 12:05:09, false",
        "12:05:30, 12:05:00, 12:05:39, false",
        "12:05:30, 12:05:00, 12:05:41, true"
    })
    void aRoomIsSilentTenSecondsAfterItsLastCallOrAfterSomebodyCameBackToIt(
            String since, String ended, String now, boolean silent) {
        OpenRoom room = new OpenRoom("call", "RM_1", at(since));

        assertThat(room.isSilent(at(ended), at(now))).isEqualTo(silent);
    }

    @Test
    void saysOnceThatLiveKitIsAwayAndOnceThatItIsBack(CapturedOutput output) throws IOException {
        HttpServer liveKit = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String url = "ws://127.0.0.1:" + liveKit.getAddress().getPort();
        JdbcClient unasked = JdbcClient.create(new DriverManagerDataSource("jdbc:none"));
        StaleRooms rooms = new StaleRooms(new LiveKitRoomClient(url, "devkey", "secret".repeat(6)), unasked);
        int[] status = {503};
        liveKit.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status[0], -1);
            exchange.close();
        });
        liveKit.start();
        try {
            rooms.close();
            rooms.close();
            status[0] = 200;
            rooms.close();
            rooms.close();
        } finally {
            liveKit.stop(0);
        }

        assertThat(output.getOut())
                .containsOnlyOnce("silent rooms are not closed for the time being (LiveKit answered 503)")
                .containsOnlyOnce("silent rooms are closed again");
    }

    private static Instant at(String time) {
        return Instant.parse("2026-01-01T" + time + "Z");
    }
}
