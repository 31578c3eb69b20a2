package com.ieltsaiprep.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Function;

/**
 * Lambda function {@code auth}: REST API of accounts, sessions, QR sign-in, health check and app
 * configuration.
 */
public final class AuthFunction implements RequestStreamHandler {
    private final RequestStreamHandler function;

    /** Creates the Lambda function {@code auth}, configured by its environment variables. */
    public AuthFunction() {
        this(System::getenv);
    }

    /**
     * Creates the Lambda function {@code auth}, configured by environment variables.
     *
     * @param environment returns the value of a variable, or null if the variable is not set
     * @throws com.ieltsaiprep.common.SettingsException if a variable is invalid
     */
    public AuthFunction(Function<String, @Nullable String> environment) {
        function = AuthWiring.function(new Wiring("auth", environment));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        function.handleRequest(input, output, context);
    }
}
