package dev.tandem.api.access;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.method.HandlerMethod;

/** Says who may send a request. */
sealed interface AccessRule {

    /** The sender needs this role of an organization. */
    record RoleOnly(Role needed) implements AccessRule {}

    /** The sender needs some role of some organization. */
    record AnyRole() implements AccessRule {}

    /** The sender must be the installation's administrator. */
    record AdministratorOnly() implements AccessRule {}

    /** Anybody may send the request. */
    record Everybody() implements AccessRule {}

    /** No route answers the request, for this reason (405, 406, 415). */
    record Nobody(Exception reason) implements AccessRule {}

    /** The controller's method does not say who may call it. */
    record Missing() implements AccessRule {}

    static AccessRule of(HandlerMethod method) {
        Requires requires = method.getMethodAnnotation(Requires.class);
        if (requires != null) {
            return new RoleOnly(requires.value());
        }
        if (method.hasMethodAnnotation(ForAdministrator.class)) {
            return new AdministratorOnly();
        }
        boolean open = method.hasMethodAnnotation(WithoutKey.class)
                || ErrorController.class.isAssignableFrom(method.getBeanType());
        return open ? new Everybody() : new Missing();
    }

    /** Whether it is a controller of this application. */
    static boolean governs(HandlerMethod method) {
        return method.getBeanType().getName().startsWith("dev.tandem.");
    }
}
