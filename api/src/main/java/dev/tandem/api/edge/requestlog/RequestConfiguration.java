package dev.tandem.api.edge.requestlog;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class RequestConfiguration implements WebMvcConfigurer {

    private static final int AFTER_ACCESS = 10;

    private final LogContext context;

    RequestConfiguration(LogContext context) {
        this.context = context;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(context).order(AFTER_ACCESS);
    }
}
