package dev.tandem.api.limits;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the limits of organizations that have none of their own. */
@Configuration(proxyBeanMethods = false)
class LimitsConfiguration {

    @Bean
    Limits defaultLimits(
            @Value("${tandem.organization.live-calls}") int liveCalls,
            @Value("${tandem.organization.calls-per-second}") int callsPerSecond,
            @Value("${tandem.organization.streams}") int streams) {
        return new Limits(liveCalls, callsPerSecond, streams);
    }
}
