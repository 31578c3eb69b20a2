package com.ieltsaiprep.api.support;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.account.StoredCredentials;
import com.ieltsaiprep.api.account.Users;
import com.ieltsaiprep.api.entitlement.Entitlements;
import com.ieltsaiprep.api.entitlement.Entitlements.GivenBack;
import com.ieltsaiprep.api.entitlement.Ledger;
import com.ieltsaiprep.api.operations.AppConfig;
import com.ieltsaiprep.api.operations.AppConfigs;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.profile.PersonalDataErasure;
import com.ieltsaiprep.api.support.AuditTrail.Deed;
import com.ieltsaiprep.common.ExamModule;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The commands of operators. Each is written to the audit trail before it is done, or what it found
 * is told, also if there is nothing to be done or found.
 */
public final class SupportCommands {
    /** How they are written. */
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
    private static final int MOST_ATTEMPTS = 20;
    private static final int SHORTEST_REASON = 5;
    private static final int LONGEST_REASON = 500;

    private final Supplier<Parts> open;
    private final PrintStream out;

    /** What they work on. */
    public record Parts(
            Users users,
            Entitlements attempts,
            AppConfigs configs,
            PersonalDataErasure erasure,
            AuditTrail audit,
            TokenGenerator tokens) {}

    /** A command that was understood. */
    @FunctionalInterface
    private interface Command {
        /** Answers whether it was done. */
        boolean run(Parts parts);
    }

    /**
     * Over these parts.
     *
     * @param open is asked for them once a command was understood
     * @param out where they tell what they found
     */
    public SupportCommands(Supplier<Parts> open, PrintStream out) {
        this.open = open;
        this.out = out;
    }

    /**
     * Does what a command line says.
     *
     * @return the exit status: 0 if it was done, 1 if not, 2 if it was not understood
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
                        case "give-back" -> giveBack(arguments, reason);
                        case "finish-deletion" -> finishDeletion(arguments, reason);
                        case "set-config" -> setConfig(arguments, reason);
                        default -> throw new SupportUsageException(command + " is no command");
                    };
            return understood.run(open.get()) ? 0 : 1;
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
                .map(String::strip)
                .filter(it -> it.length() >= SHORTEST_REASON && it.length() <= LONGEST_REASON)
                .orElseThrow(() -> new SupportUsageException("--reason needs 5 to 500 characters"));
    }

    /** An address would be kept with what was asked, for good. */
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
        return parts -> {
            Optional<StoredCredentials> credentials = parts.users().credentials(email);
            // Never the address: what is noted outlives its account.
            String whose = credentials.map(StoredCredentials::userId).orElse(AuditTrail.EVERYBODY);
            parts.audit().note(new Deed(whose, "find", Map.of(), reason));
            if (credentials.isEmpty()) {
                out.println("nobody has this address");
                return false;
            }
            String userId = credentials.get().userId();
            out.println("user_id     " + userId);
            parts.users().account(userId).ifPresent(account -> show(account, parts.attempts()));
            return true;
        };
    }

    private void show(Account account, Entitlements attempts) {
        out.println("created_at  " + account.createdAt());
        attempts.left(account.userId())
                .forEach((module, left) -> out.println("attempts    " + left + " " + module.id()));
    }

    private Command ledger(Arguments arguments, String reason) {
        String userId = userId(arguments);
        arguments.end();
        return parts -> {
            List<Ledger.Entry> entries = parts.attempts().entries(userId);
            parts.audit().note(new Deed(userId, "ledger", Map.of(), reason));
            if (entries.isEmpty()) {
                out.println("nothing is written for this id");
            }
            entries.forEach(entry -> out.println(entry.id() + "  " + entry.fields()));
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
        return parts -> {
            String id = parts.tokens().nextUuid().toString();
            Map<String, String> details =
                    Map.of(
                            "module",
                            module.id(),
                            "attempts",
                            String.valueOf(attempts),
                            "grant",
                            id);
            parts.audit().note(new Deed(userId, "grant", details, reason));
            boolean done =
                    parts.users().account(userId).isPresent()
                            && parts.attempts().grant(userId, id, module, attempts, reason);
            out.println(done ? "done: " + attempts + " " + module.id() : NO_ACCOUNT);
            return done;
        };
    }

    private static int number(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= MOST_ATTEMPTS) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Told below, like a number out of range.
        }
        throw new SupportUsageException("N is from 1 to " + MOST_ATTEMPTS);
    }

    private Command giveBack(Arguments arguments, String reason) {
        String userId = userId(arguments);
        String sessionId = arguments.next("SESSION_ID");
        arguments.end();
        return parts -> {
            parts.audit()
                    .note(new Deed(userId, "give-back", Map.of("session_id", sessionId), reason));
            GivenBack result = parts.attempts().giveBack(userId, sessionId);
            out.println(
                    switch (result) {
                        case DONE -> "done";
                        case ALREADY -> "it was given back before";
                        case MOVED -> "a later session has the attempt; see the ledger";
                        case UNKNOWN -> "there is no such session";
                        case BUSY -> "the person begins tests at this moment; try again";
                    });
            return result == GivenBack.DONE;
        };
    }

    private Command finishDeletion(Arguments arguments, String reason) {
        String userId = userId(arguments);
        arguments.end();
        return parts -> {
            parts.audit().note(new Deed(userId, "finish-deletion", Map.of(), reason));
            if (parts.users().account(userId).isPresent()) {
                out.println("the account is there; its person can delete it");
                return false;
            }
            parts.erasure().finish(userId);
            out.println("done");
            return true;
        };
    }

    private Command setConfig(Arguments arguments, String reason) {
        ConfigChange change = ConfigChange.read(arguments);
        arguments.end();
        return parts -> {
            Optional<AppConfig> read = parts.configs().decided();
            AppConfig before = read.orElse(AppConfig.USUAL);
            AppConfig after = change.apply(before);
            parts.audit()
                    .note(
                            new Deed(
                                    AuditTrail.EVERYBODY,
                                    "set-config",
                                    Map.of("before", before.toString(), "after", after.toString()),
                                    reason));
            if (!parts.configs().replace(read, after)) {
                out.println("somebody else has changed it at this moment; try again");
                return false;
            }
            out.println("done: " + after);
            out.println("Apps are told so within a minute.");
            return true;
        };
    }
}
