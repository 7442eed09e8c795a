package dev.tandem.api.access;

import dev.tandem.api.http.problem.ApiProblem;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Lets a request through if its sender has the role that the controller's method names. */
final class RouteAuthorization implements AuthorizationManager<RequestAuthorizationContext> {

    private static final AuthorizationResult GRANTED = new AuthorizationDecision(true);

    private final Routes routes;

    RouteAuthorization(Routes routes) {
        this.routes = routes;
    }

    /** Refuses a request, and answers it with this failure. */
    record Denial(Exception failure) implements AuthorizationResult {

        @Override
        public boolean isGranted() {
            return false;
        }
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends Authentication> sender, RequestAuthorizationContext context) {
        return switch (routes.rule(context.getRequest())) {
            case AccessRule.RoleOnly(Role needed) -> role(needed, sender.get());
            case AccessRule.AnyRole() -> new AuthorizationDecision(sender.get().isAuthenticated());
            case AccessRule.AdministratorOnly() -> granted(BearerToken.ADMINISTRATOR, sender.get());
            case AccessRule.Everybody() -> GRANTED;
            case AccessRule.Nobody(Exception reason) -> new Denial(reason);
            case AccessRule.Missing() ->
                throw new IllegalStateException("the process does not start with such a route");
        };
    }

    private static AuthorizationResult role(Role needed, Authentication sender) {
        AuthorizationResult result = granted(needed.name(), sender);
        if (result.isGranted() || !(sender.getPrincipal() instanceof Access access)) {
            return result;
        }
        return new Denial(ApiProblem.of(
                HttpStatus.FORBIDDEN,
                "forbidden",
                "This needs the role " + needed.wireName() + "; yours is "
                        + access.roles().stream().map(Role::wireName).sorted().collect(Collectors.joining(", "))
                        + ". Use a key that has it."));
    }

    private static AuthorizationResult granted(String role, Authentication sender) {
        return AuthorityAuthorizationManager.hasRole(role).authorize(() -> sender, role);
    }
}
