package dev.tandem.api.access;

import dev.tandem.api.data.tenant.Tenant;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;

/**
 * The filter chain that finds out who sends a request and whether they may, before anything reads its body. Everything else
 * that Spring Security can do is off: keys travel in a header, and the answers have headers of their own.
 */
@Configuration(proxyBeanMethods = false)
class AccessFilters {

    private static final String SCHEME = "Bearer ";

    /** Builds the chain. It stands before the management port, too, and refuses requests there for paths of the API. */
    @Bean
    SecurityFilterChain access(
            HttpSecurity http,
            Routes routes,
            ApiKeyProvider keys,
            TokenProvider tokens,
            AdministratorProvider administrator,
            AccessProblems problems) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .addFilterBefore(
                        authentication(routes, keys, tokens, administrator, problems),
                        AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().access(new RouteAuthorization(routes)))
                .build();
    }

    private static AuthenticationFilter authentication(
            Routes routes,
            ApiKeyProvider keys,
            TokenProvider tokens,
            AdministratorProvider administrator,
            AccessProblems problems) {
        AuthenticationManager callers = new ProviderManager(keys, tokens);
        AuthenticationManager administrators = new ProviderManager(administrator);
        AuthenticationManagerResolver<HttpServletRequest> managers =
                request -> routes.rule(request) instanceof AccessRule.AdministratorOnly ? administrators : callers;
        AuthenticationFilter filter = new AuthenticationFilter(managers, AccessFilters::shown);
        filter.setRequestMatcher(routes::needsKey);
        filter.setSuccessHandler(AccessFilters::serve);
        filter.setFailureHandler(problems);
        return filter;
    }

    private static @Nullable Authentication shown(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> BearerToken.shown(value.substring(SCHEME.length()).strip()))
                .orElse(null);
    }

    private static void serve(HttpServletRequest request, HttpServletResponse response, Authentication sender) {
        if (sender.getPrincipal() instanceof Access access) {
            Tenant.ofRequest(request, access.organization());
        }
    }

    /** Passes every request. The route table decides what a path means, so odd paths and headers do no harm. */
    @Bean
    HttpFirewall firewall() {
        return new HttpFirewall() {
            @Override
            public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
                return new FirewalledRequest(request) {
                    @Override
                    public void reset() {}
                };
            }

            @Override
            public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
                return response;
            }
        };
    }

    /** Turns off Spring Security's own metrics: those of requests are enough. */
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }
}
