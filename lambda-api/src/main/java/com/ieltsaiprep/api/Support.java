package com.ieltsaiprep.api;

import com.ieltsaiprep.api.entitlement.DynamoLedger;
import com.ieltsaiprep.api.entitlement.Entitlements;
import com.ieltsaiprep.api.operations.DynamoAppConfigs;
import com.ieltsaiprep.api.platform.dynamo.DatabaseRejectedException;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.profile.DynamoPersonalData;
import com.ieltsaiprep.api.profile.PersonalDataErasure;
import com.ieltsaiprep.api.support.DynamoAuditTrail;
import com.ieltsaiprep.api.support.SupportCommands;
import com.ieltsaiprep.common.SettingsException;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.exception.SdkException;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;

/**
 * The operators' program. It has the rights of whoever starts it: their own credentials, from where
 * the AWS SDK looks for them.
 */
public final class Support {
    /** How it is asked. */
    public static final String USAGE = SupportCommands.USAGE;

    private Support() {}

    /** Does what the command line says, and exits with 0 if it was done. */
    public static void main(String[] arguments) {
        System.exit(run(System::getenv, List.of(arguments), System.out));
    }

    /**
     * The same in an environment.
     *
     * @return the exit status: 0 if it was done, 1 if not, 2 if it was not understood, or settings
     *     or credentials are missing
     */
    public static int run(
            Function<String, @Nullable String> environment,
            List<String> arguments,
            PrintStream out) {
        try {
            return new SupportCommands(() -> parts(environment), out).run(arguments);
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

    private static SupportCommands.Parts parts(Function<String, @Nullable String> environment) {
        Wiring wiring = new Wiring("support", environment);
        return new SupportCommands.Parts(
                wiring.users,
                new Entitlements(new DynamoLedger(wiring.databases), wiring.secrets, wiring.clock),
                new DynamoAppConfigs(wiring.databases),
                new PersonalDataErasure(
                        DynamoPersonalData.all(wiring.databases),
                        userId -> wiring.copies.remove(wiring.sessionStore.deleteAll(userId))),
                new DynamoAuditTrail(
                        wiring.databases,
                        wiring.clock,
                        wiring.secrets::nextUuid,
                        operator(wiring, environment)),
                wiring.secrets);
    }

    /** By the access key CloudTrail knows them as well. */
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
