package com.ieltsaiprep.local.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Test function that does what the event's path says. */
public final class EchoFunction implements RequestStreamHandler {
    private static final ExecutorService POOL =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());

    private final Function<String, @Nullable String> environment;
    private int events;

    /** Creates an instance as the managed runtime does. */
    public EchoFunction() {
        this(System::getenv);
    }

    /** Creates an instance; it takes the time START_MS of its environment, if that is set. */
    public EchoFunction(Function<String, @Nullable String> environment) {
        this.environment = environment;
        String startMs = environment.apply("START_MS");
        if (startMs != null) {
            await(Long.parseLong(startMs));
        }
    }

    /** Copies this class to a folder, as if it had been unpacked from a zip. */
    static Path in(Path folder) throws IOException {
        String file = EchoFunction.class.getName().replace('.', '/') + ".class";
        Path target = folder.resolve(file);
        Files.createDirectories(target.getParent());
        try (InputStream in =
                Objects.requireNonNull(EchoFunction.class.getResourceAsStream("/" + file))) {
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
        return folder;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        byte[] event = input.readAllBytes();
        events++;
        output.write(answer(event, context).getBytes(StandardCharsets.UTF_8));
    }

    private String answer(byte[] event, Context context) throws IOException {
        String path =
                new String(event, StandardCharsets.UTF_8)
                        .replaceFirst("(?s).*?\"path\":\"/echo/([a-z]*).*", "$1");
        return switch (path) {
            case "exception" -> throw new IOException("as ordered");
            case "error" -> throw new StackOverflowError("as ordered");
            case "never" -> never();
            case "slow" -> slow();
            case "nonsense" -> "{\"message\":\"hello\"}";
            case "empty" -> "";
            case "cookies" ->
                    """
                    {"statusCode":204,"headers":{"X-One":"1"},
                     "multiValueHeaders":{"Set-Cookie":["a=1","b=2"]}}
                    """;
            case "challenge" ->
                    """
                    {"statusCode":401,"headers":{"WWW-Authenticate":"Bearer"},"body":"sign in"}
                    """;
            case "injection" ->
                    """
                    {"statusCode":200,"headers":{"X-One":"1\\r\\nX-Two: 2"}}
                    """;
            case "large" ->
                    "{\"statusCode\":200,\"body\":\""
                            + "a".repeat(LambdaFunction.MAX_PAYLOAD_BYTES)
                            + "\"}";
            case "virtual" -> leave(task -> Thread.ofVirtual().name("left").start(task));
            case "platform" -> leave(task -> Thread.ofPlatform().name("left").start(task));
            case "common" -> leave(ForkJoinPool.commonPool());
            case "busy" -> busy();
            case "joined" -> joined();
            case "idle" -> idle();
            case "instance" -> text(System.identityHashCode(this) + " " + events);
            case "request" -> text(context.getAwsRequestId());
            case "remaining" -> text(String.valueOf(context.getRemainingTimeInMillis()));
            case "context" ->
                    text(
                            context.getFunctionName()
                                    + " "
                                    + (context.getRemainingTimeInMillis() > 0)
                                    + " "
                                    + environment.apply("AWS_REGION")
                                    + " "
                                    + environment.apply("AWS_SESSION_TOKEN")
                                    + " "
                                    + getClass().getClassLoader().getName());
            default ->
                    "{\"statusCode\":200,\"isBase64Encoded\":true,\"body\":\""
                            + Base64.getEncoder().encodeToString(event)
                            + "\"}";
        };
    }

    /** Starts a task of 300 ms, and does not wait for it. */
    private static String leave(Executor executor) {
        executor.execute(() -> await(300));
        return text("left");
    }

    /** Starts a task that computes for 600 ms, and does not wait for it. */
    private static String busy() {
        long end = System.nanoTime() + 600_000_000;
        Thread.ofPlatform()
                .name("busy")
                .start(
                        () -> {
                            while (System.nanoTime() < end) {
                                Thread.onSpinWait();
                            }
                        });
        return text("busy");
    }

    private static String slow() throws IOException {
        await(300);
        if (Thread.currentThread().isInterrupted()) {
            throw new IOException("stopped");
        }
        return text("slow");
    }

    private static String joined() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> await(20));
        }
        return text("joined");
    }

    /** Leaves a thread of a pool idle. */
    private static String idle() throws IOException {
        try {
            POOL.submit(() -> await(20)).get();
            return text("idle");
        } catch (InterruptedException | ExecutionException e) {
            throw new IOException(e);
        }
    }

    private static void await(long ms) {
        try {
            var _ = new CountDownLatch(1).await(ms, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static String text(String body) {
        return "{\"statusCode\":200,\"body\":\"" + body + "\"}";
    }

    private static String never() throws IOException {
        try {
            new CountDownLatch(1).await();
            return "";
        } catch (InterruptedException e) {
            throw new IOException("stopped", e);
        }
    }
}
