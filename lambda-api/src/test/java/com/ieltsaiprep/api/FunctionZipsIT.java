package com.ieltsaiprep.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Tests of the Lambda deployment packages created by the build. */
class FunctionZipsIT {
    private static final Path FUNCTIONS = Path.of("target/functions");
    private static final long MAX_BYTES = 16_000_000;
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "AWS_REGION",
                    "us-east-1",
                    "MARKING_SECRET",
                    Base64.getEncoder().encodeToString(new byte[32]));

    @ParameterizedTest
    @ValueSource(strings = {"auth", "writing", "speech", "migrate"})
    void containsOnlyOwnJarsWithinSizeLimit(String name) throws IOException {
        assertThat(Files.size(zip(name))).isLessThan(MAX_BYTES);
        try (ZipFile zip = new ZipFile(zip(name).toFile())) {
            List<? extends ZipEntry> entries =
                    zip.stream().filter(entry -> !entry.isDirectory()).toList();

            assertThat(entries.stream().map(ZipEntry::getTimeLocal).distinct())
                    .as("times: a zip differs only where its content does")
                    .hasSize(1);
            assertThat(entries).allMatch(entry -> entry.getName().matches("lib/[^/]+\\.jar"));
            assertThat(entries)
                    .extracting(ZipEntry::getName)
                    .noneMatch(
                            jar ->
                                    jar.matches(
                                            ".*(netty|apache|kotlin|crt|databind|logback|junit).*"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "speech,password4j",
        "speech,ses-",
        "migrate,password4j",
        "migrate,ses-",
        "writing,password4j",
        "writing,ses-",
        "speech,lambda-2",
        "migrate,lambda-2"
    })
    void excludesJarsOfOtherFunctions(String name, String jar) throws IOException {
        assertThat(jars(name)).noneMatch(url -> url.getFile().contains("/" + jar));
        assertThat(jars("auth")).anyMatch(url -> url.getFile().contains("/" + jar));
    }

    @ParameterizedTest
    @CsvSource({"auth,0", "speech,0", "migrate,0", "writing,1"})
    void onlyWritingHasClientOfBedrock(String name, int jars) throws IOException {
        assertThat(jars(name).stream().filter(url -> url.getFile().contains("/bedrockruntime-")))
                .hasSize(jars);
    }

    @ParameterizedTest
    @CsvSource({
        "auth,AuthFunction",
        "writing,WritingFunction",
        "speech,SpeechFunction",
        "migrate,MigrateFunction"
    })
    void containsEveryClassNeededToInitialize(String name, String handler) throws Exception {
        ClassLoader interfaces = new LambdaInterfacesLoader();
        try (URLClassLoader loader =
                new URLClassLoader(jars(name).toArray(URL[]::new), interfaces)) {
            Object function =
                    loader.loadClass("com.ieltsaiprep.api." + handler)
                            .getConstructor(Function.class)
                            .newInstance((Function<String, @Nullable String>) ENVIRONMENT::get);

            assertThat(function).isInstanceOf(RequestStreamHandler.class);
            assertThat(function.getClass().getClassLoader()).isSameAs(loader);
        }
    }

    /** Class loader that shares only the Lambda interfaces with the test. */
    private static final class LambdaInterfacesLoader extends ClassLoader {
        LambdaInterfacesLoader() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("com.amazonaws.services.lambda.runtime.")) {
                return FunctionZipsIT.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }

    private static Path zip(String name) {
        return FUNCTIONS.resolve(name + ".zip");
    }

    private static List<URL> jars(String name) throws IOException {
        try (Stream<Path> jars = Files.list(FUNCTIONS.resolve(name).resolve("lib"))) {
            return jars.sorted().map(FunctionZipsIT::url).toList();
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
