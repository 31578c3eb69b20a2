package com.ieltsaiprep.infra;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.aws.Provider;
import com.pulumi.aws.ProviderArgs;
import com.pulumi.aws.sqs.Queue;
import com.pulumi.aws.sqs.QueueArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;

import java.util.Map;
import java.util.function.Consumer;

/** Faulty programs: most are the real one with a fault of the kind that compiles. */
public final class FaultyPrograms {
    private FaultyPrograms() {}

    /** Returns the name of a program's main class. */
    public static String mainClass(Class<?> program) {
        return program.getName();
    }

    private static void run(Consumer<Context> program) {
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "4");
        Pulumi.run(program);
    }

    private static CustomResourceOptions provider(String name) {
        Provider provider =
                new Provider(
                        name,
                        ProviderArgs.builder().region("us-east-1").build(),
                        CustomResourceOptions.builder().version("7.20.0").build());
        return CustomResourceOptions.builder().provider(provider).build();
    }

    /** The real program, with a resource of the default provider. */
    public static final class DefaultProvider {
        /** Runs the program. */
        public static void main(String[] args) {
            run(
                    context -> {
                        Platform.define(context);
                        var _ = new Queue("orphan");
                    });
        }
    }

    /** The real program, with a second provider of one name. */
    public static final class Duplicates {
        /** Runs the program. */
        public static void main(String[] args) {
            run(
                    context -> {
                        Platform.define(context);
                        var _ = provider("aws-us");
                    });
        }
    }

    /** The real program, with an output in a string. */
    public static final class StringifiedOutput {
        /** Runs the program. */
        public static void main(String[] args) {
            run(
                    context -> {
                        Platform.define(context);
                        CustomResourceOptions options = provider("faulty");
                        Queue queue = new Queue("first", QueueArgs.Empty, options);
                        String name = "second-" + queue.arn();
                        var _ =
                                new Queue(
                                        "second", QueueArgs.builder().name(name).build(), options);
                    });
        }
    }

    /** The real program, with a secret of the configuration in plaintext. */
    public static final class PlaintextSecret {
        /** Runs the program. */
        public static void main(String[] args) {
            run(
                    context -> {
                        Platform.define(context);
                        Output<String> secret =
                                context.config().requireSecret("canary").asPlaintext();
                        var _ =
                                new Queue(
                                        "revealing",
                                        QueueArgs.builder()
                                                .tags(secret.applyValue(it -> Map.of("key", it)))
                                                .build(),
                                        provider("faulty"));
                    });
        }
    }

    /** Program that registers something else in each run. */
    public static final class Unstable {
        /** Runs the program. */
        public static void main(String[] args) {
            run(
                    context -> {
                        CustomResourceOptions options = provider("faulty");
                        var _ = new Queue("stable", QueueArgs.Empty, options);
                        Map<String, String> tags = Map.of("at", Long.toString(System.nanoTime()));
                        var _ =
                                new Queue(
                                        "unstable",
                                        QueueArgs.builder().tags(tags).build(),
                                        options);
                    });
        }
    }

    /** Program that registers a resource when another one is deployed: a preview cannot see it. */
    public static final class ResourceInApply {
        /** Runs the program. */
        public static void main(String[] args) {
            run(
                    context -> {
                        CustomResourceOptions options = provider("faulty");
                        Queue queue = new Queue("first", QueueArgs.Empty, options);
                        context.export(
                                "second",
                                queue.arn()
                                        .apply(
                                                _ ->
                                                        new Queue(
                                                                        "second",
                                                                        QueueArgs.Empty,
                                                                        options)
                                                                .arn()));
                    });
        }
    }

    /** Program that tells its secrets: on its output, in the log and in an output of the stack. */
    public static final class Talkative {
        /** Runs the program. */
        public static void main(String[] args) {
            run(
                    context -> {
                        Output<String> secret = context.config().requireSecret("canary");
                        String plaintext = context.config().require("canary");
                        System.out.println("output " + plaintext);
                        System.err.println("error " + plaintext);
                        context.log().info("log " + plaintext);
                        context.export("secret", secret);
                    });
        }
    }

    /** Program that never ends and has started another process. */
    public static final class Endless {
        /** Runs the program. */
        public static void main(String[] args) throws Exception {
            Process child = new ProcessBuilder("sleep", "600").start();
            System.out.println("child " + child.pid());
            Thread.currentThread().join();
        }
    }

    /** Program that fails. */
    public static final class Failing {
        /** Runs the program. */
        public static void main(String[] args) {
            run(
                    _ -> {
                        throw new IllegalStateException("no such document: openapi.yaml");
                    });
        }
    }
}
