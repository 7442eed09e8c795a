package dev.tandem.api.access;

import java.util.Comparator;
import java.util.List;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * A route of the API, as Spring knows it.
 *
 * @param path with {@code {}} for each variable
 */
record Route(String method, String path, String contentType, HandlerMethod handler) {

    private static final Pattern VARIABLE = Pattern.compile("\\{}");

    static List<Route> all(RequestMappingHandlerMapping routes) {
        return routes.getHandlerMethods().entrySet().stream()
                .flatMap(Route::of)
                .filter(route -> route.path.startsWith("/api/"))
                .sorted(Comparator.comparing((Route route) -> route.path + " " + route.method))
                .toList();
    }

    private static Stream<Route> of(Entry<RequestMappingInfo, HandlerMethod> mapped) {
        RequestMappingInfo info = mapped.getKey();
        String contentType = info.getConsumesCondition().getConsumableMediaTypes().stream()
                .findFirst()
                .map(MediaType::toString)
                .orElse("application/json");
        return info.getPatternValues().stream()
                .flatMap(pattern -> info.getMethodsCondition().getMethods().stream()
                        .map(method -> new Route(
                                method.name(), pattern.replaceAll("\\{[^}]*}", "{}"), contentType, mapped.getValue())));
    }

    /** Returns the role that the route needs; empty if it is for the administrator or for everybody. */
    Optional<Role> needed() {
        return Optional.ofNullable(handler.getMethodAnnotation(Requires.class)).map(Requires::value);
    }

    boolean isForAdministrator() {
        return handler.hasMethodAnnotation(ForAdministrator.class);
    }

    boolean namesAResource() {
        return path.contains("{}");
    }

    boolean hasBody() {
        return List.of("POST", "PUT", "PATCH").contains(method);
    }

    /** @param ids returns the id for the path up to a variable, such as {@code /api/calls/{}} */
    String path(UnaryOperator<String> ids) {
        return VARIABLE.matcher(path).replaceAll((MatchResult at) -> ids.apply(path.substring(0, at.end())));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
