package dev.tandem.api.edge.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tandem.api.access.WithoutKey;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springdoc.core.customizers.SpringDocCustomizers;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.SpringDocProviders;
import org.springdoc.core.service.AbstractRequestService;
import org.springdoc.core.service.GenericResponseService;
import org.springdoc.core.service.OpenAPIService;
import org.springdoc.core.service.OperationService;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.web.bind.annotation.RestController;

/** Serves the document, {@code /api/openapi.json}. It is made with the first request and kept. */
@RestController
class OpenApiController extends OpenApiWebMvcResource {

    private static final String WHY = "the code is open, and so is what it answers to";

    OpenApiController(
            ObjectFactory<OpenAPIService> builder,
            AbstractRequestService requests,
            GenericResponseService responses,
            OperationService operations,
            SpringDocConfigProperties settings,
            SpringDocProviders providers,
            SpringDocCustomizers customizers) {
        super(builder, requests, responses, operations, settings, providers, customizers);
    }

    @Override
    @WithoutKey(WHY)
    public byte[] openapiJson(HttpServletRequest request, String path, Locale locale) throws JsonProcessingException {
        return super.openapiJson(request, path, locale);
    }

    @Override
    @WithoutKey(WHY)
    public byte[] openapiYaml(HttpServletRequest request, String path, Locale locale) throws JsonProcessingException {
        return super.openapiYaml(request, path, locale);
    }
}
