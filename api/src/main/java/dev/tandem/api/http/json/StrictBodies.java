package dev.tandem.api.http.json;

import dev.tandem.api.http.problem.ApiProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/** Lets a body through only if it is small enough and strictly JSON. */
@RestControllerAdvice
class StrictBodies extends RequestBodyAdviceAdapter {

    @Override
    public boolean supports(
            MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converterType) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converterType)
            throws IOException {
        byte[] body = message.getBody().readNBytes(DocumentSizeLimit.MAX_BODY_BYTES + 1);
        if (body.length > DocumentSizeLimit.MAX_BODY_BYTES) {
            throw ApiProblem.of(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "content-too-large",
                    "The body is larger than " + DocumentSizeLimit.MAX_BODY_BYTES + " bytes; a document has at most "
                            + DocumentSizeLimit.MAX_BYTES + ".");
        }
        StrictJson.read(body);
        return new Body(message.getHeaders(), new ByteArrayInputStream(body));
    }

    private record Body(HttpHeaders headers, InputStream body) implements HttpInputMessage {

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return body;
        }
    }
}
