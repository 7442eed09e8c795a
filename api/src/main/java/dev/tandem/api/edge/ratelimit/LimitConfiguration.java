package dev.tandem.api.edge.ratelimit;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** One limit before the question for a key, one after its answer. */
@Configuration(proxyBeanMethods = false)
class LimitConfiguration implements WebMvcConfigurer {

    private static final int BEFORE_ACCESS = -10;
    private static final int AFTER_ACCESS = 20;

    private final FailedKeys failed;
    private final CallerLimit callers;

    LimitConfiguration(FailedKeys failed, CallerLimit callers) {
        this.failed = failed;
        this.callers = callers;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(failed).order(BEFORE_ACCESS);
        registry.addInterceptor(callers).order(AFTER_ACCESS);
    }
}
