package com.ieltsaiprep.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Function;

/**
 * Lambda function {@code speech}: issues tickets, single-use secrets that admit clients to
 * conversations at the gateway.
 */
public final class SpeechFunction implements RequestStreamHandler {
    private final RequestStreamHandler function;

    /** Creates the Lambda function {@code speech}, configured by its environment variables. */
    public SpeechFunction() {
        this(System::getenv);
    }

    /**
     * Creates the Lambda function {@code speech}, configured by environment variables.
     *
     * @param environment returns the value of a variable, or null if the variable is not set
     * @throws com.ieltsaiprep.common.SettingsException if a variable is invalid
     */
    public SpeechFunction(Function<String, @Nullable String> environment) {
        function = SpeechWiring.function(new Wiring("speech", environment));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        function.handleRequest(input, output, context);
    }
}
