package com.ieltsaiprep.local.sonic;

import com.ieltsaiprep.local.wire.Credentials;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

import java.nio.file.Path;
import java.util.Objects;

/** Nova Sonic stand-in and a client of the real AWS SDK for each test. */
final class SonicExtension implements BeforeEachCallback, AfterEachCallback {
    private final double generationSpeed;
    private final boolean hasTls;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    private @Nullable SonicStandIn standIn;
    private @Nullable BedrockRuntimeAsyncClient client;

    private SonicExtension(double generationSpeed, boolean hasTls) {
        this.generationSpeed = generationSpeed;
        this.hasTls = hasTls;
    }

    /**
     * Creates an extension with a client without TLS.
     *
     * @param generationSpeed factor by which replies are generated faster than they are played
     */
    static SonicExtension cleartext(double generationSpeed) {
        return new SonicExtension(generationSpeed, false);
    }

    /**
     * Creates an extension with a client with TLS.
     *
     * @param generationSpeed factor by which replies are generated faster than they are played
     */
    static SonicExtension tls(double generationSpeed) {
        return new SonicExtension(generationSpeed, true);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        // One certificate for all tests of a class.
        Path folder = Path.of("target", "sonic", context.getRequiredTestClass().getSimpleName());
        SonicStandIn.Config config =
                SonicStandIn.Config.defaults()
                        .with(folder)
                        .with(new SonicStandIn.Pace(1, generationSpeed));
        SonicStandIn started =
                SonicStandIn.start(vertx, config).toCompletionStage().toCompletableFuture().get();
        standIn = started;
        client =
                hasTls
                        ? SdkClients.tls(started, Credentials.local())
                        : SdkClients.cleartext(started.cleartextPort());
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        standIn().close().toCompletionStage().toCompletableFuture().get();
        client().close();
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    SonicStandIn standIn() {
        return Objects.requireNonNull(standIn);
    }

    BedrockRuntimeAsyncClient client() {
        return Objects.requireNonNull(client);
    }
}
