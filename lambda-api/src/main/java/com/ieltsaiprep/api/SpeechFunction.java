package com.ieltsaiprep.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Function;

/** Lambda function {@code speech}: tickets to conversations at the streaming gateway. */
public final class SpeechFunction implements RequestStreamHandler {
    private final RequestStreamHandler function;

    /** Creates the function from the environment of Lambda. */
    public SpeechFunction() {
        this(System::getenv);
    }

    /**
     * Creates the function from an environment.
     *
     * @throws com.ieltsaiprep.common.SettingsException if the environment has errors
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
