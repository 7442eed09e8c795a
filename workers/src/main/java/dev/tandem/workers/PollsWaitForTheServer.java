package dev.tandem.workers;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;

/**
 * Makes a poll wait for the connection while Temporal is away. It would otherwise fail at once, and each failure
 * doubles the pause before the next poll: after half a minute without a server a worker would not poll for another
 * half.
 */
final class PollsWaitForTheServer implements ClientInterceptor {

    @Override
    public <T, R> ClientCall<T, R> interceptCall(MethodDescriptor<T, R> method, CallOptions options, Channel next) {
        String name = method.getBareMethodName();
        boolean poll = name != null && name.startsWith("Poll");
        return next.newCall(method, poll ? options.withWaitForReady() : options);
    }
}
