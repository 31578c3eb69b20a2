package com.ieltsaiprep.local.verify;

import com.ieltsaiprep.local.client.StackUnavailableException;
import com.ieltsaiprep.local.speak.StackAddress;
import com.ieltsaiprep.local.speak.StackClient;
import com.ieltsaiprep.local.speak.StackRequirements;
import com.ieltsaiprep.local.speak.Stacks;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

/**
 * Command {@code ./run verify}: checks a deployment from outside, as its users and other people's
 * programs see it.
 */
public final class VerificationRunner {
    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private static final String HELP =
            """
            Usage: ./run verify --domain DOMAIN [--region CODE]... [--model REGION=ID]...
                   ./run verify --local [--region CODE]... [--model REGION=ID]...

            Checks a deployment: TLS, health and round trip of each region, QR sign-in, refusals
            without a session, CORS, the gateway's probe and upgrade, the page's headers, and
            that Bedrock offers the configured models. Ends with status 1 if a check fails.

              --domain DOMAIN    such as ieltsaiprep.com
              --local            the stack of ./run, or one of its own
              --region CODE      us (with the gateway), eu or ap, instead of all with the page
              --model REGION=ID  a model or inference profile, instead of the defaults

            ACCESS_TOKEN in the environment is a signed-in user's access token, with which the
            writing test is asked for as well. Models need AWS credentials, and are skipped without;
            with --local only those of --model are looked up.
            """;

    private final Stacks stacks;
    private final Function<String, @Nullable String> environment;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * Creates the command {@code ./run verify}.
     *
     * @param stacks provides the local stack for {@code --local}
     * @param environment looks a variable up
     * @param out standard output: a row for each result
     * @param err standard error: reasons for which nothing was checked
     */
    public VerificationRunner(
            Stacks stacks,
            Function<String, @Nullable String> environment,
            PrintStream out,
            PrintStream err) {
        this.stacks = stacks;
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the command {@code ./run verify} and blocks until all checks are over.
     *
     * @return exit status of the process: 0 if no check failed, 1 if one did or nothing could be
     *     checked, 2 if the arguments are invalid
     */
    public int run(List<String> arguments) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(HELP);
            return PASSED;
        }
        try {
            VerificationOptions options = VerificationOptions.parse(arguments);
            return options.domain() == null ? runLocally(options) : run(options, options.domain());
        } catch (IllegalArgumentException e) {
            err.println("verify: " + e.getMessage() + " (see --help)");
            return USAGE;
        } catch (StackUnavailableException e) {
            err.println("verify: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private int run(VerificationOptions options, String domain) throws InterruptedException {
        return run(options, DeploymentAddress.ofDomain(domain), environment.apply("ACCESS_TOKEN"));
    }

    private int runLocally(VerificationOptions options) throws InterruptedException {
        try (Stacks.RunningStack stack = stacks.open(StackRequirements.ANY)) {
            StackAddress at = stack.address();
            StackClient client = new StackClient(at);
            return run(
                    options,
                    new DeploymentAddress(at.web(), client.apis(), null, at.gateway()),
                    client.accessToken());
        }
    }

    private int run(
            VerificationOptions options, DeploymentAddress address, @Nullable String accessToken)
            throws InterruptedException {
        out.println("verify: " + address.page());
        try (DeploymentClient client = new DeploymentClient(SSLContext.getDefault())) {
            DeploymentContext deployment =
                    new DeploymentContext(
                            address, client, Clock.systemUTC(), options.regions(), accessToken);
            return run(checks(options.models(), BedrockModelCatalog::new), deployment, out)
                    ? PASSED
                    : FAILED;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<DeploymentCheck> checks(
            List<ModelInRegion> models, Supplier<ModelCatalog> catalogs) {
        return List.of(
                new TlsCheck(),
                new RegionHealthCheck(),
                new QrStartCheck(),
                new RefusalCheck(),
                new CorsCheck(),
                new GatewayCheck(),
                new PageCheck(),
                new ModelCheck(models, catalogs));
    }

    /** Runs every check, also after one has failed, and returns whether none did. */
    static boolean run(List<DeploymentCheck> checks, DeploymentContext deployment, PrintStream out)
            throws InterruptedException {
        VerificationReport report = new VerificationReport(out);
        for (DeploymentCheck check : checks) {
            try {
                check.run(deployment, report);
            } catch (IOException e) {
                report.add(check.name(), "", false, "no answer: " + e);
            }
        }
        return report.close();
    }
}
