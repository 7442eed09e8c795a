package dev.tandem.stack.junit;

import dev.tandem.stack.server.LiveKitServer;
import dev.tandem.stack.server.LocalServer;
import dev.tandem.stack.server.PostgresServer;
import dev.tandem.stack.server.TemporalServer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Shares one server of each kind among all tests of this JVM. A server starts when a test first asks for it, and ends
 * with the JVM.
 *
 * <p>As an extension ({@code @ExtendWith(SharedServers.class)}) it hands them to constructors and methods that take a
 * {@link PostgresServer}, a {@link TemporalServer} or a {@link LiveKitServer}; a static context calls a method here
 * instead. A test that kills or stops a server builds its own.
 */
public final class SharedServers implements ParameterResolver {
    public static PostgresServer postgres() {
        return Postgres.SERVER;
    }

    public static TemporalServer temporal() {
        return Temporal.SERVER;
    }

    public static LiveKitServer liveKit() {
        return LiveKit.SERVER;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return LocalServer.class.isAssignableFrom(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == PostgresServer.class) {
            return postgres();
        }
        if (type == TemporalServer.class) {
            return temporal();
        }
        if (type == LiveKitServer.class) {
            return liveKit();
        }
        throw new ParameterResolutionException("Ask for one server: PostgresServer, TemporalServer or LiveKitServer.");
    }

    private static <S extends LocalServer> S started(S server) {
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "end of " + server.name()));
        server.start();
        return server;
    }

    private static final class Postgres {
        private static final PostgresServer SERVER =
                started(PostgresServer.builder().build());
    }

    private static final class Temporal {
        private static final TemporalServer SERVER =
                started(TemporalServer.builder().build());
    }

    private static final class LiveKit {
        private static final LiveKitServer SERVER =
                started(LiveKitServer.builder().build());
    }
}
