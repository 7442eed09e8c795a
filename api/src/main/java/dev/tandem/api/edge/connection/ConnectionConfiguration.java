package dev.tandem.api.edge.connection;

import dev.tandem.api.http.problem.ProblemAnswers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.util.unit.DataSize;

/** Says how requests reach the API: from which address, how slowly, and how many bytes of them at once. */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connections(
            @Value("${tandem.trusted-proxies}") String proxies, @Value("${tandem.bodies.longest}") Duration longest) {
        TrustedProxies trusted = new TrustedProxies(proxies);
        return server -> {
            if (!trusted.isEmpty()) {
                server.addEngineValves(trusted.valve());
            }
            server.addEngineValves(new PacedBodies(longest));
            // Tomcat reads no body to look for parameters in it: no request of ours is a form.
            server.addConnectorCustomizers(connector -> connector.setParseBodyMethods(""));
        };
    }

    @Bean
    Customizer<HttpSecurity> bodies(
            ProblemAnswers answers,
            MeterRegistry meters,
            @Value("${tandem.bodies.bytes}") DataSize most,
            @Value("${tandem.bodies.bytes-of-address}") DataSize mostOfAddress) {
        BytesInFlight inFlight = new BytesInFlight(most.toBytes(), mostOfAddress.toBytes());
        Gauge.builder("tandem.requests.body.bytes", inFlight, BytesInFlight::all)
                .description("bytes of the bodies that are being read")
                .register(meters);
        BodyBudget filter = new BodyBudget(answers, inFlight);
        return http -> http.addFilterAfter(filter, AuthorizationFilter.class);
    }
}
