package com.ieltsaiprep.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Function;

/**
 * Lambda function {@code writing}: gives and marks writing tests, and serves the assessments. It
 * invokes itself to continue a marking that outlasts its request.
 */
public final class WritingFunction implements RequestStreamHandler {
    private final RequestStreamHandler function;

    /** Creates the Lambda function {@code writing}, configured by its environment variables. */
    public WritingFunction() {
        this(System::getenv);
    }

    /**
     * Creates the Lambda function {@code writing}, configured by environment variables.
     *
     * @param environment returns the value of a variable, or null if the variable is not set
     * @throws com.ieltsaiprep.common.SettingsException if a variable is invalid or missing
     */
    public WritingFunction(Function<String, @Nullable String> environment) {
        function = WritingWiring.function(new Wiring("writing", environment), environment);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        function.handleRequest(input, output, context);
    }
}
