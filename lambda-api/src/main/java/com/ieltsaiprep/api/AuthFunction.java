package com.ieltsaiprep.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Function;

/** Accounts, sessions, QR sign-in, and what apps and operators ask of a region. */
public final class AuthFunction implements RequestStreamHandler {
    private final RequestStreamHandler function;

    /** As Lambda makes it. */
    public AuthFunction() {
        this(System::getenv);
    }

    /**
     * With an environment.
     *
     * @throws com.ieltsaiprep.common.SettingsException if any of it is wrong
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
