package com.ieltsaiprep.local.api;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Function code: loads a Lambda function's classes and jars from its unpacked zip, like the managed
 * runtime.
 *
 * <p>It sees only Lambda's own interfaces of this program.
 */
final class FunctionCode implements AutoCloseable {
    private final URLClassLoader loader;
    private final Class<? extends RequestStreamHandler> handler;
    private final UnfinishedWork unfinishedWork;

    private FunctionCode(URLClassLoader loader, Class<? extends RequestStreamHandler> handler) {
        this.loader = loader;
        this.handler = handler;
        this.unfinishedWork = new UnfinishedWork(loader.getName());
    }

    /**
     * Loads a function.
     *
     * @param handler name of the handler class
     * @throws IOException if the folder has no such class
     */
    static FunctionCode load(Path folder, String handler) throws IOException {
        // The name is in the stack trace of each thread that runs the code.
        String name = handler + "@" + UUID.randomUUID();
        URLClassLoader loader =
                new URLClassLoader(
                        name, classPath(folder).toArray(URL[]::new), new LambdaInterfaces());
        try {
            return new FunctionCode(
                    loader, loader.loadClass(handler).asSubclass(RequestStreamHandler.class));
        } catch (ClassNotFoundException | ClassCastException e) {
            loader.close();
            throw new IOException("no handler " + handler + " in " + folder, e);
        }
    }

    private static List<URL> classPath(Path folder) throws IOException {
        List<URL> path = new ArrayList<>(List.of(url(folder)));
        if (Files.isDirectory(folder.resolve("lib"))) {
            try (Stream<Path> jars = Files.list(folder.resolve("lib"))) {
                jars.filter(jar -> jar.toString().endsWith(".jar"))
                        .sorted()
                        .forEach(jar -> path.add(url(jar)));
            }
        }
        return path;
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    ClassLoader loader() {
        return loader;
    }

    /** Returns the detector of work that this code does after its responses, in all instances. */
    UnfinishedWork unfinishedWork() {
        return unfinishedWork;
    }

    /**
     * Creates an instance, as a new execution environment does.
     *
     * @param environment its variables; for a handler whose constructor takes them
     * @throws ReflectiveOperationException if it cannot be created
     */
    RequestStreamHandler newInstance(Function<String, @Nullable String> environment)
            throws ReflectiveOperationException {
        try {
            return handler.getConstructor(Function.class).newInstance(environment);
        } catch (InvocationTargetException e) {
            throw new ReflectiveOperationException("the handler's constructor fails", e.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    /** Parent class loader: the JDK and the interfaces between Lambda and a function. */
    private static final class LambdaInterfaces extends ClassLoader {
        private static final String PACKAGE = "com.amazonaws.services.lambda.runtime.";

        LambdaInterfaces() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith(PACKAGE)) {
                return FunctionCode.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
