package dev.tandem.api.edge.openapi;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Knows the records that controllers take as bodies, with all records inside them. In these, null means that a part may
 * be left out.
 */
@Component
class RequestTypes {

    private final RequestMappingHandlerMapping routes;
    private final Supplier<Set<Class<?>>> all = SingletonSupplier.of(this::find);

    RequestTypes(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes) {
        this.routes = routes;
    }

    boolean contains(Class<?> type) {
        return all.get().contains(type);
    }

    private Set<Class<?>> find() {
        Set<Class<?>> found = new HashSet<>();
        routes.getHandlerMethods().values().stream()
                .map(HandlerMethod::getMethodParameters)
                .flatMap(Arrays::stream)
                .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                .map(MethodParameter::getGenericParameterType)
                .forEach(type -> add(type, found));
        return found;
    }

    private static void add(Type type, Set<Class<?>> all) {
        if (type instanceof ParameterizedType parameterized) {
            for (Type argument : parameterized.getActualTypeArguments()) {
                add(argument, all);
            }
            add(parameterized.getRawType(), all);
        }
        if (type instanceof Class<?> raw && raw.isRecord() && all.add(raw)) {
            for (RecordComponent component : raw.getRecordComponents()) {
                add(component.getGenericType(), all);
            }
        }
    }
}
