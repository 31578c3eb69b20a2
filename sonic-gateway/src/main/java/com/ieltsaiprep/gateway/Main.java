package com.ieltsaiprep.gateway;

import com.ieltsaiprep.common.MonotonicClock;
import com.ieltsaiprep.common.Settings;
import com.ieltsaiprep.common.SettingsException;
import com.ieltsaiprep.gateway.capsule.AesCapsuleSeal;
import com.ieltsaiprep.gateway.capsule.CapsuleKeys;
import com.ieltsaiprep.gateway.capsule.CapsuleSeal;
import com.ieltsaiprep.gateway.conversation.LocalConversations;
import com.ieltsaiprep.gateway.ops.GatewayMetrics;
import com.ieltsaiprep.gateway.sonic.bedrock.PrefetchedCredentials;
import com.ieltsaiprep.gateway.warmup.LoopbackSonic;
import com.ieltsaiprep.gateway.warmup.WarmUp;

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

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Main class of the gateway process: reads the environment, wires the parts, and starts the
 * servers. The clock and the source of randomness are created here and passed on. If the gateway
 * cannot start, it prints one line to standard error and exits with status 1.
 */
public final class Main {
    private static final Logger log = LoggerFactory.getLogger(Main.class);

    private Main() {}

    /**
     * Starts the gateway; its servers run until the process receives a termination signal. A
     * shutdown hook then drains and stops them.
     *
     * @param args ignored; the settings come from environment variables
     */
    public static void main(String[] args) {
        GatewaySettings settings;
        PrefetchedCredentials credentials;
        try {
            settings =
                    GatewaySettings.read(
                            new Settings(System::getenv),
                            Runtime.getRuntime().availableProcessors());
            credentials = BedrockPortFactory.credentials();
        } catch (SettingsException | StartException invalid) {
            exit(invalid);
            return;
        }
        Vertx vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setPreferNativeTransport(true)
                                .setEventLoopPoolSize(settings.node().eventLoops()));
        start(vertx, settings, credentials)
                .onSuccess(running -> stopAtExit(running, settings))
                .onFailure(Main::exit);
    }

    private static Future<Gateway.Running> start(
            Vertx vertx, GatewaySettings settings, PrefetchedCredentials credentials) {
        MonotonicClock clock = () -> System.nanoTime() / 1_000;
        PrometheusMeterRegistry registry = registry();
        GatewayMetrics metrics = new GatewayMetrics(registry);
        UnknownEventLog unknownEvents = new UnknownEventLog();
        SecureRandom random = new SecureRandom();
        CapsuleSeal seal =
                new AesCapsuleSeal(capsuleKeys(settings, random), InstantSource.system(), random);
        SonicPortFactory sonic =
                BedrockPortFactory.toBedrock(
                        settings.nova(), credentials, clock, new SonicMeters(metrics));
        return LoopbackSonic.start(vertx)
                .compose(
                        loopback -> {
                            SonicPortFactory loopbackSonic =
                                    BedrockPortFactory.toLoopback(
                                            settings.nova(), loopback.endpoint(), clock);
                            GatewayDependencies dependencies =
                                    new GatewayDependencies(
                                            clock,
                                            random,
                                            (port, claims, counted) ->
                                                    new LocalConversations(
                                                            settings.conversations(),
                                                            port,
                                                            claims,
                                                            seal,
                                                            new ConversationMeters(
                                                                    counted, unknownEvents)),
                                            sonic,
                                            loopbackSonic,
                                            (port, tickets) -> WarmUp.run(vertx, port, tickets));
                            return Gateway.start(
                                            vertx,
                                            settings,
                                            dependencies,
                                            metrics,
                                            registry::scrape)
                                    .eventually(
                                            () -> vertx.executeBlocking(() -> close(loopbackSonic)))
                                    .eventually(loopback::close);
                        });
    }

    private static CapsuleKeys capsuleKeys(GatewaySettings settings, SecureRandom random) {
        if (settings.capsuleKeys() != null) {
            return settings.capsuleKeys();
        }
        log.warn("event=no_capsule_keys other nodes cannot resume the conversations of this one");
        return CapsuleKeys.random(random);
    }

    private static boolean close(SonicPortFactory ports) {
        ports.close();
        return true;
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
        long timeout = Gateway.stopTimeout(settings).toSeconds();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    try {
                                        running.stop().await(timeout, TimeUnit.SECONDS);
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
