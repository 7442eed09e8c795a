package dev.tandem.api.access;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.method.HandlerMethod;

/** Whom a controller's method answers. */
sealed interface Rule {

    /** Whoever has a role of an organization. */
    record ForRole(Role needed) implements Rule {}

    /** Anybody. */
    record ForAll() implements Rule {}

    /** The method does not say. */
    record Missing() implements Rule {}

    static Rule of(HandlerMethod method) {
        Requires requires = method.getMethodAnnotation(Requires.class);
        if (requires != null) {
            return new ForRole(requires.value());
        }
        boolean open = method.hasMethodAnnotation(WithoutKey.class)
                || ErrorController.class.isAssignableFrom(method.getBeanType());
        return open ? new ForAll() : new Missing();
    }

    /** Whether it is a controller of this application. */
    static boolean governs(HandlerMethod method) {
        return method.getBeanType().getName().startsWith("dev.tandem.");
    }
}
