package dev.tandem.api.access;

import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Stops the start of the process if a route does not say who may use it. */
@Component
class AccessRuleForEveryRoute implements SmartInitializingSingleton {

    private final RequestMappingHandlerMapping routes;

    AccessRuleForEveryRoute(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes) {
        this.routes = routes;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<String> missing = routes.getHandlerMethods().values().stream()
                .filter(method -> AccessRule.governs(method) && AccessRule.of(method) instanceof AccessRule.Missing)
                .map(HandlerMethod::getShortLogMessage)
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("These methods do not say who may call them. Give each @Requires(Role.…): "
                    + String.join(", ", missing));
        }
    }
}
