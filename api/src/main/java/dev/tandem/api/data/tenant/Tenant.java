package dev.tandem.api.data.tenant;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Knows the organization whose rows a thread's transactions see. A thread that serves a request works for the
 * organization of the request's key. Any other thread names its organization. Without an organization a transaction
 * sees no row and can write none.
 */
public final class Tenant {

    private static final ScopedValue<UUID> ORGANIZATION = ScopedValue.newInstance();
    private static final String OF_REQUEST = Tenant.class.getName();

    private Tenant() {}

    /**
     * Runs an action for an organization, whatever organization this thread works for otherwise.
     *
     * @throws IllegalStateException within a transaction, because that keeps the organization with which it began
     */
    public static <T extends @Nullable Object> T call(UUID organization, Supplier<T> action) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("say for whom a transaction works before it begins");
        }
        return ScopedValue.where(ORGANIZATION, organization).call(action::get);
    }

    /** Works like {@link #call}, without a result. */
    public static void run(UUID organization, Runnable action) {
        Tenant.<@Nullable Void>call(organization, () -> {
            action.run();
            return null;
        });
    }

    /** Serves the request for this organization from now on. */
    public static void ofRequest(HttpServletRequest request, UUID organization) {
        request.setAttribute(OF_REQUEST, organization);
    }

    static Optional<UUID> current() {
        return ORGANIZATION.isBound() ? Optional.of(ORGANIZATION.get()) : ofRequest();
    }

    private static Optional<UUID> ofRequest() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        return Optional.ofNullable(request)
                .map(present -> (UUID) present.getAttribute(OF_REQUEST, RequestAttributes.SCOPE_REQUEST));
    }
}
