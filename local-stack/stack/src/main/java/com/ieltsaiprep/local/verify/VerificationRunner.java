package com.ieltsaiprep.local.verify;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.StackUnavailableException;
import com.ieltsaiprep.local.control.StackClient;
import com.ieltsaiprep.local.control.StackRequirements;
import com.ieltsaiprep.local.control.Stacks;
import com.ieltsaiprep.local.stack.StackAddress;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.io.IOException;
import java.io.PrintStream;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

/**
 * Command {@code ./run verify}: checks a deployment from outside, as its users and other people's
 * programs see it.
 */
@Command(
        name = "verify",
        header = "checks a deployment, or the local stack, from outside",
        description = {
            "Checks a deployment: TLS, health and round trip of each region, QR sign-in, refusals",
            "without a session, CORS, the gateway's probe and upgrade, the page's headers, and",
            "that Bedrock offers the configured models. Ends with status 1 if a check fails."
        },
        footer = {
            "ACCESS_TOKEN in the environment is a signed-in user's access token, with which the",
            "writing test is asked for as well. Models need AWS credentials, and are skipped"
                    + " without;",
            "with --local only those of --model are looked up."
        })
public final class VerificationRunner implements Callable<Integer> {
    private static final int PASSED = 0;
    private static final int FAILED = 1;

    private final Stacks stacks;
    private final Function<String, @Nullable String> environment;
    private final PrintStream out;

    @ArgGroup(multiplicity = "1")
    private Target target;

    @Option(
            names = "--region",
            paramLabel = "CODE",
            converter = RegionCode.class,
            description = "us (with the gateway), eu or ap, instead of all with the page")
    private List<Region> regions = List.of(Region.values());

    @Option(
            names = "--model",
            paramLabel = "REGION=ID",
            converter = ModelInRegion.Converter.class,
            description = "a model or inference profile, instead of the defaults")
    private @Nullable List<ModelInRegion> models;

    /** Deployment that is checked. */
    static final class Target {
        @Option(
                names = "--domain",
                paramLabel = "DOMAIN",
                converter = DomainName.class,
                description = "such as ieltsaiprep.com")
        private @Nullable String domain;

        @Option(names = "--local", description = "the stack of ./run, or one of its own")
        private boolean local;
    }

    /** Code of a region. */
    static final class RegionCode implements ITypeConverter<Region> {
        @Override
        public Region convert(String code) {
            return Region.ofCode(code)
                    .orElseThrow(
                            () -> new TypeConversionException("it is us, eu or ap, not " + code));
        }
    }

    /** Name of a domain. */
    static final class DomainName implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            if (!value.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9-]+)+")) {
                throw new TypeConversionException(
                        "it is a name such as ieltsaiprep.com, not " + value);
            }
            return value;
        }
    }

    /**
     * Creates the command {@code ./run verify}.
     *
     * @param stacks provides the local stack for {@code --local}
     * @param environment looks a variable up
     * @param out standard output: a row for each result
     */
    public VerificationRunner(
            Stacks stacks, Function<String, @Nullable String> environment, PrintStream out) {
        this.stacks = stacks;
        this.environment = environment;
        this.out = out;
    }

    /**
     * Runs the checks and blocks until all are over.
     *
     * @return exit status of the process: 0 if no check failed, 1 if one did
     */
    @Override
    public Integer call() throws InterruptedException {
        if (target.domain != null) {
            return run(
                    DeploymentAddress.ofDomain(target.domain), environment.apply("ACCESS_TOKEN"));
        }
        try (Stacks.RunningStack stack = stacks.open(StackRequirements.ANY)) {
            StackAddress at = stack.address();
            StackClient client = new StackClient(at);
            return run(
                    new DeploymentAddress(at.web(), client.apis(), null, at.gateway()),
                    client.accessToken());
        }
    }

    private int run(DeploymentAddress address, @Nullable String accessToken)
            throws InterruptedException {
        out.println("verify: " + address.page());
        try (DeploymentClient client = new DeploymentClient(SSLContext.getDefault())) {
            DeploymentContext deployment =
                    new DeploymentContext(address, client, Clock.systemUTC(), regions, accessToken);
            return run(checks(models(), BedrockModelCatalog::new), deployment, out)
                    ? PASSED
                    : FAILED;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the models to look up; none of the local stack unless they are named. */
    private List<ModelInRegion> models() {
        if (models != null) {
            return models;
        }
        return target.local ? List.of() : ModelInRegion.defaults();
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
            } catch (IOException | StackUnavailableException e) {
                report.add(check.name(), "", false, "no answer: " + e);
            }
        }
        return report.close();
    }
}
