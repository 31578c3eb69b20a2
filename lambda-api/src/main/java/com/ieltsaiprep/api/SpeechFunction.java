package com.ieltsaiprep.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Function;

/** Tickets to speak with Maya. */
public final class SpeechFunction implements RequestStreamHandler {
    private final RequestStreamHandler function;

    /** As Lambda makes it. */
    public SpeechFunction() {
        this(System::getenv);
    }

    /**
     * With an environment.
     *
     * @throws com.ieltsaiprep.common.SettingsException if any of it is wrong
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
