package dev.tandem.api.call;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Erasing by itself, {@link Retention}. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class CallConfiguration {}
