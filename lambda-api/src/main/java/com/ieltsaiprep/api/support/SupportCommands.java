package com.ieltsaiprep.api.support;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.account.DynamoAccounts;
import com.ieltsaiprep.api.account.StoredCredentials;
import com.ieltsaiprep.api.entitlement.Entitlements;
import com.ieltsaiprep.api.entitlement.Entitlements.ReleaseResult;
import com.ieltsaiprep.api.operations.AppConfig;
import com.ieltsaiprep.api.operations.DynamoAppConfigs;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.profile.PersonalData;
import com.ieltsaiprep.api.session.ConversationEnd;
import com.ieltsaiprep.api.session.Sessions;
import com.ieltsaiprep.api.support.DynamoAuditTrail.AuditEntry;
import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.PastedText;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Commands of operators, such as granting attempts. Each command is written to the audit trail
 * before it changes or prints anything, even if it then finds nothing to do.
 */
public final class SupportCommands {
    /** Usage text of the operators' commands. */
    public static final String USAGE =
            """
            Each command needs --reason "…", which is kept.

              find EMAIL                        whose address it is
              ledger USER_ID                    attempts, and what was done about them
              grant USER_ID MODULE N            gives N attempts, 1 to 20
              give-back USER_ID SESSION_ID      gives back the attempt of a session
              finish-deletion USER_ID           erases what a deletion has left
              set-config [--minimum-app-version V] [--new-tests on|off]
                         [--notice ID:info|warning:TEXT | --notice none]
                                                what all apps are told

            MODULE is academic_speaking, academic_writing, general_speaking or general_writing.
            """;

    private static final String NO_MODULE =
            "MODULE is one of "
                    + Arrays.stream(ExamModule.values())
                            .map(ExamModule::id)
                            .collect(Collectors.joining(", "));

    private static final String NO_ACCOUNT = "there is no such account";
    private static final int MAX_GRANTED = 20;
    private static final Pattern REASON = Pattern.compile("(?s).{5,500}");

    private final Supplier<Deployment> open;
    private final PrintStream out;

    /** Services that the commands use. */
    record Services(
            DynamoAccounts accounts,
            Entitlements entitlements,
            DynamoAppConfigs configs,
            PersonalData data,
            Sessions sessions,
            DynamoAuditTrail audit,
            TokenGenerator tokens) {}

    /**
     * Deployment of the API on which an operator runs commands.
     *
     * @param operator the operator's name in the audit trail
     */
    public record Deployment(
            RegionalDynamo dynamo,
            Sessions sessions,
            TokenGenerator tokens,
            InstantSource clock,
            String operator) {
        private Services services() {
            return new Services(
                    new DynamoAccounts(dynamo),
                    new Entitlements(dynamo, tokens, clock),
                    new DynamoAppConfigs(dynamo),
                    new PersonalData(dynamo, sessions),
                    sessions,
                    new DynamoAuditTrail(dynamo, clock, tokens, operator),
                    tokens);
        }
    }

    /** Parsed command. */
    @FunctionalInterface
    private interface Command {
        /** Returns whether it was done. */
        boolean run(Services services);
    }

    /**
     * Creates the commands that operators run, such as granting attempts.
     *
     * @param open returns the deployment; called after the command line was parsed
     * @param out where results are printed
     */
    public SupportCommands(Supplier<Deployment> open, PrintStream out) {
        this.open = open;
        this.out = out;
    }

    /**
     * Runs an operator's command line.
     *
     * @return the exit status: 0 if the command was done, 1 if not, 2 if it is unknown or invalid
     */
    public int run(List<String> line) {
        try {
            Arguments arguments = new Arguments(line);
            String command = arguments.next("a command");
            String reason = reason(arguments);
            Command understood =
                    switch (command) {
                        case "find" -> find(arguments, reason);
                        case "ledger" -> ledger(arguments, reason);
                        case "grant" -> grant(arguments, reason);
                        case "give-back" -> release(arguments, reason);
                        case "finish-deletion" -> finishDeletion(arguments, reason);
                        case "set-config" -> setConfig(arguments, reason);
                        default -> throw new SupportUsageException(command + " is no command");
                    };
            return understood.run(open.get().services()) ? 0 : 1;
        } catch (SupportUsageException e) {
            out.println(e.getMessage());
            out.println();
            out.print(USAGE);
            return 2;
        }
    }

    private static String reason(Arguments arguments) {
        return arguments
                .option("--reason")
                .map(PastedText::line)
                .filter(it -> PastedText.isVisible(it) && REASON.matcher(it).matches())
                .orElseThrow(() -> new SupportUsageException("--reason needs 5 to 500 characters"));
    }

    /** Refuses an e-mail address, which the audit trail would keep for good. */
    private static String userId(Arguments arguments) {
        String userId = arguments.next("USER_ID");
        if (userId.contains("@")) {
            throw new SupportUsageException("an e-mail address is no USER_ID: find it first");
        }
        return userId;
    }

    private Command find(Arguments arguments, String reason) {
        String typed = arguments.next("EMAIL");
        arguments.end();
        EmailAddress email =
                EmailAddress.parse(typed)
                        .orElseThrow(() -> new SupportUsageException("that is no e-mail address"));
        return services -> {
            Optional<StoredCredentials> credentials = services.accounts().credentials(email);
            // Without the address: the entry outlives the account.
            String whose =
                    credentials.map(StoredCredentials::userId).orElse(DynamoAuditTrail.ALL_USERS);
            services.audit().write(new AuditEntry(whose, "find", Map.of(), reason));
            if (credentials.isEmpty()) {
                out.println("nobody has this address");
                return false;
            }
            String userId = credentials.get().userId();
            out.println("user_id     " + userId);
            services.accounts()
                    .find(userId)
                    .ifPresent(account -> show(account, services.entitlements()));
            return true;
        };
    }

    private void show(Account account, Entitlements entitlements) {
        out.println("created_at  " + account.createdAt());
        entitlements
                .balances(account.userId())
                .forEach((module, left) -> out.println("attempts    " + left + " " + module.id()));
    }

    private Command ledger(Arguments arguments, String reason) {
        String userId = userId(arguments);
        arguments.end();
        return services -> {
            Map<String, Map<String, String>> entries = services.entitlements().entries(userId);
            services.audit().write(new AuditEntry(userId, "ledger", Map.of(), reason));
            if (entries.isEmpty()) {
                out.println("nothing is written for this id");
            }
            entries.forEach((id, attributes) -> out.println(id + "  " + attributes));
            return !entries.isEmpty();
        };
    }

    private Command grant(Arguments arguments, String reason) {
        String userId = userId(arguments);
        ExamModule module =
                ExamModule.of(arguments.next("MODULE"))
                        .orElseThrow(() -> new SupportUsageException(NO_MODULE));
        int attempts = number(arguments.next("N"));
        arguments.end();
        return services -> {
            String id = services.tokens().nextUuid();
            Map<String, String> details =
                    Map.of(
                            "module",
                            module.id(),
                            "attempts",
                            String.valueOf(attempts),
                            "grant",
                            id);
            services.audit().write(new AuditEntry(userId, "grant", details, reason));
            boolean done =
                    services.accounts().find(userId).isPresent()
                            && services.entitlements().grant(userId, id, module, attempts, reason);
            out.println(done ? "done: " + attempts + " " + module.id() : NO_ACCOUNT);
            return done;
        };
    }

    private static int number(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= MAX_GRANTED) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Told below, like a number out of range.
        }
        throw new SupportUsageException("N is from 1 to " + MAX_GRANTED);
    }

    private Command release(Arguments arguments, String reason) {
        String userId = userId(arguments);
        String sessionId = arguments.next("SESSION_ID");
        arguments.end();
        return services -> {
            services.audit()
                    .write(
                            new AuditEntry(
                                    userId, "give-back", Map.of("session_id", sessionId), reason));
            ReleaseResult result = services.entitlements().release(userId, sessionId);
            out.println(
                    switch (result) {
                        case DONE -> "done";
                        case ALREADY -> "it was given back before";
                        case MOVED -> "a later session has the attempt; see the ledger";
                        case UNKNOWN -> "there is no such session";
                        case CONFLICT -> "the person begins tests at this moment; try again";
                    });
            if (result == ReleaseResult.DONE || result == ReleaseResult.ALREADY) {
                services.sessions().endConversations(userId, ConversationEnd.ofSession(sessionId));
            }
            return result == ReleaseResult.DONE;
        };
    }

    private Command finishDeletion(Arguments arguments, String reason) {
        String userId = userId(arguments);
        arguments.end();
        return services -> {
            services.audit().write(new AuditEntry(userId, "finish-deletion", Map.of(), reason));
            if (services.accounts().find(userId).isPresent()) {
                out.println("the account is there; its person can delete it");
                return false;
            }
            services.data().eraseDeleted(userId);
            out.println("done");
            return true;
        };
    }

    private Command setConfig(Arguments arguments, String reason) {
        ConfigChange change = ConfigChange.read(arguments);
        arguments.end();
        return services -> {
            Optional<AppConfig> read = services.configs().readCurrent();
            AppConfig before = read.orElse(AppConfig.DEFAULT);
            AppConfig after = change.apply(before);
            services.audit()
                    .write(
                            new AuditEntry(
                                    DynamoAuditTrail.ALL_USERS,
                                    "set-config",
                                    Map.of("before", before.toString(), "after", after.toString()),
                                    reason));
            if (!services.configs().replace(read, after)) {
                out.println("somebody else has changed it at this moment; try again");
                return false;
            }
            out.println("done: " + after);
            out.println("Apps are told so within a minute.");
            return true;
        };
    }
}
