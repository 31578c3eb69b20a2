package com.ieltsaiprep.gateway;

import com.ieltsaiprep.common.Settings;
import com.ieltsaiprep.common.SettingsException;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts the gateway. The environment, the clock and randomness enter here and nowhere else; exit
 * status 1 with one line on standard error if it cannot start.
 */
public final class Main {
    private static final int STOP_MARGIN_SECONDS = 5;

    private Main() {}

    /** Runs until the process is told to end. */
    public static void main(String[] args) {
        GatewaySettings settings;
        try {
            settings =
                    GatewaySettings.read(
                            new Settings(System::getenv),
                            Runtime.getRuntime().availableProcessors());
        } catch (SettingsException wrong) {
            exit(wrong);
            return;
        }
        Vertx vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setPreferNativeTransport(true)
                                .setEventLoopPoolSize(settings.eventLoops()));
        Gateway.start(vertx, settings, parts(settings), registry())
                .onSuccess(running -> stopAtExit(running, settings))
                .onFailure(Main::exit);
    }

    /** WIRING: to be completed with Conversation, BedrockSonic and its mirror. */
    private static GatewayParts parts(GatewaySettings settings) {
        SonicPorts notWired =
                _ -> {
                    throw new IllegalStateException("no Sonic is wired for " + settings.nova());
                };
        return new GatewayParts(
                () -> System.nanoTime() / 1_000,
                new SecureRandom(),
                _ ->
                        (_, _, _) -> {
                            throw new IllegalStateException("no conversation is wired");
                        },
                notWired,
                notWired,
                (_, _) -> Future.succeededFuture());
    }

    private static PrometheusMeterRegistry registry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new JvmGcMetrics().bindTo(registry);
        return registry;
    }

    private static void stopAtExit(Gateway.Running running, GatewaySettings settings) {
        long limit = settings.shutdownGrace().toSeconds() + STOP_MARGIN_SECONDS;
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    try {
                                        running.stop().await(limit, TimeUnit.SECONDS);
                                    } catch (TimeoutException _) {
                                        System.err.println("not everything stopped in time");
                                    }
                                }));
    }

    private static void exit(Throwable cause) {
        System.err.println("sonic-gateway cannot start: " + cause.getMessage());
        System.exit(1);
    }
}
