package dev.tandem.api.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.context.support.WebApplicationContextUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Finds the controller's method that will answer a request, as Spring's dispatcher does after the filters. The method
 * says who may call it. Patterns would not do: a path can be written in more ways than a pattern knows.
 */
@Component
public class Routes {

    private static final String RULE = AccessRule.class.getName();

    private final ApplicationContext context;
    private final Supplier<List<HandlerMapping>> mappings;

    /** @param mappings looked up with the first request, because filters are made before Spring MVC */
    Routes(ApplicationContext context, ObjectProvider<HandlerMapping> mappings) {
        this.context = context;
        this.mappings = SingletonSupplier.of(() -> mappings.orderedStream().toList());
    }

    /** Whether the request needs a key, a token, or the administrator's key. */
    public boolean needsKey(HttpServletRequest request) {
        return switch (rule(request)) {
            case AccessRule.RoleOnly(Role _), AccessRule.AnyRole(), AccessRule.AdministratorOnly() -> true;
            case AccessRule.Everybody(), AccessRule.Nobody(Exception _), AccessRule.Missing() -> false;
        };
    }

    AccessRule rule(HttpServletRequest request) {
        if (request.getAttribute(RULE) instanceof AccessRule known) {
            return known;
        }
        AccessRule found = find(request);
        request.setAttribute(RULE, found);
        return found;
    }

    private AccessRule find(HttpServletRequest request) {
        try {
            Object handler = isOfManagement(request) ? null : handler(request);
            if (handler instanceof HandlerMethod method && AccessRule.governs(method)) {
                return AccessRule.of(method);
            }
            // A path of the API that no controller answers needs a key, too.
            return request.getRequestURI().startsWith("/api/") ? new AccessRule.AnyRole() : new AccessRule.Everybody();
        } catch (Exception refused) {
            return new AccessRule.Nobody(refused);
        }
    }

    /**
     * Whether the request came to the management port. That has its own dispatcher and application context, and serves
     * none of our controllers.
     */
    private boolean isOfManagement(HttpServletRequest request) {
        return !context.equals(WebApplicationContextUtils.getWebApplicationContext(request.getServletContext()));
    }

    /** @throws Exception if the method or a media type of the request fits no route of its path */
    private @Nullable Object handler(HttpServletRequest request) throws Exception {
        ServletRequestPathUtils.parseAndCache(request);
        for (HandlerMapping mapping : mappings.get()) {
            HandlerExecutionChain chain = mapping.getHandler(request);
            if (chain != null) {
                return chain.getHandler();
            }
        }
        return null;
    }
}
