package com.ieltsaiprep.api;

import com.ieltsaiprep.api.platform.dynamo.DatabaseRejectedException;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.support.SupportCommands;
import com.ieltsaiprep.common.SettingsException;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.exception.SdkException;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;

/**
 * Command-line program for operators: runs {@link SupportCommands} with the operator's own AWS
 * credentials, from the environment or a profile.
 */
public final class Support {
    /** Usage text of the command-line program of operators. */
    public static final String USAGE = SupportCommands.USAGE;

    private Support() {}

    /** Runs an operator's command line and exits with the status that {@link #run} returns. */
    public static void main(String[] arguments) {
        System.exit(run(System::getenv, List.of(arguments), System.out));
    }

    /**
     * Runs an operator's command line.
     *
     * @param environment returns the value of a variable, or null if the variable is not set
     * @return the exit status: 0 if the command was done, 1 if not, 2 if the command line was not
     *     understood, or if settings or AWS credentials are invalid or missing
     */
    public static int run(
            Function<String, @Nullable String> environment,
            List<String> arguments,
            PrintStream out) {
        try {
            return new SupportCommands(() -> deployment(environment), out).run(arguments);
        } catch (SettingsException e) {
            out.println(e.getMessage());
            return 2;
        } catch (NoCredentialsException e) {
            out.println(
                    "There are no AWS credentials (%s): set them in the environment or a profile."
                            .formatted(e.getMessage()));
            return 2;
        } catch (DatabaseRejectedException e) {
            out.println(e.getMessage());
            out.println("Look at the credentials' rights and the settings; asking again won't do.");
            return 1;
        } catch (DatabaseUnavailableException e) {
            out.println(e.getMessage());
            out.println(
                    "It may have been done all the same: look at the ledger before you ask again.");
            return 1;
        }
    }

    private static SupportCommands.Deployment deployment(
            Function<String, @Nullable String> environment) {
        Wiring wiring = new Wiring("support", environment);
        return new SupportCommands.Deployment(
                wiring.dynamo,
                wiring.sessions,
                wiring.tokens,
                wiring.clock,
                operator(wiring, environment));
    }

    /** Names the access key as well, by which CloudTrail knows an operator. */
    private static String operator(Wiring wiring, Function<String, @Nullable String> environment) {
        String user = environment.apply("USER");
        return (user == null ? "somebody" : user) + " with " + accessKey(wiring);
    }

    private static String accessKey(Wiring wiring) {
        try {
            return wiring.credentials.resolveCredentials().accessKeyId();
        } catch (SdkException e) {
            throw new NoCredentialsException(e);
        }
    }

    private static final class NoCredentialsException extends RuntimeException {
        private NoCredentialsException(SdkException cause) {
            super(cause.getClass().getSimpleName(), cause);
        }
    }
}
