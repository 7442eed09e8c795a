package dev.tandem.api.edge.ratelimit;

import dev.tandem.api.access.Routes;
import dev.tandem.api.http.problem.ProblemAnswers;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;

/** Puts one limit before the check of the key, and one behind it. */
@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

    @Bean
    Customizer<HttpSecurity> failedKeys(
            Routes routes,
            ProblemAnswers answers,
            MeterRegistry meters,
            @Value("${tandem.rate-limit.failed-keys-per-minute}") int perMinute,
            @Value("${tandem.rate-limit.failed-keys-burst}") int burst) {
        FailedKeys filter =
                new FailedKeys(routes, answers, meters, new RateLimit(burst, perMinute, Duration.ofMinutes(1)));
        return http -> http.addFilterAfter(filter, SecurityContextHolderFilter.class);
    }

    @Bean
    Customizer<HttpSecurity> callers(
            ProblemAnswers answers,
            MeterRegistry meters,
            @Value("${tandem.rate-limit.requests-per-second}") int perSecond,
            @Value("${tandem.rate-limit.burst}") int burst) {
        CallerLimit filter = new CallerLimit(answers, meters, new RateLimit(burst, perSecond, Duration.ofSeconds(1)));
        return http -> http.addFilterAfter(filter, AuthorizationFilter.class);
    }
}
