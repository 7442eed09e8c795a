package dev.tandem.workers;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;

/**
 * While Temporal is away a poll waits for the connection. Else it would fail at once, and each failure doubles the
 * pause before the next poll: after half a minute without a server a worker would be deaf for another.
 */
final class PollsWaitForTheServer implements ClientInterceptor {

    @Override
    public <T, R> ClientCall<T, R> interceptCall(MethodDescriptor<T, R> method, CallOptions options, Channel next) {
        String name = method.getBareMethodName();
        boolean poll = name != null && name.startsWith("Poll");
        return next.newCall(method, poll ? options.withWaitForReady() : options);
    }
}
