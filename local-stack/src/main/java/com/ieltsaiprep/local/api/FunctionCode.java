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
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The code of a Lambda function, loaded from the folder that its zip holds: classes, and jars in
 * {@code lib}, as the managed runtime does it. It sees nothing of this program but Lambda's own
 * interfaces.
 */
final class FunctionCode implements AutoCloseable {
    private final URLClassLoader loader;
    private final Class<? extends RequestStreamHandler> handler;

    private FunctionCode(URLClassLoader loader, Class<? extends RequestStreamHandler> handler) {
        this.loader = loader;
        this.handler = handler;
    }

    /**
     * Loads it.
     *
     * @param handler name of its class
     * @throws IOException if there is no such class in the folder
     */
    static FunctionCode load(Path folder, String handler) throws IOException {
        URLClassLoader loader =
                new URLClassLoader(
                        handler, classPath(folder).toArray(URL[]::new), new LambdaInterfaces());
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

    /**
     * Makes an instance, as a new execution environment does.
     *
     * @param environment its variables; for a handler whose constructor takes them
     * @throws ReflectiveOperationException if it cannot be made
     */
    RequestStreamHandler instance(Function<String, @Nullable String> environment)
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

    /** The JDK, and the interfaces through which Lambda and a function know each other. */
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
