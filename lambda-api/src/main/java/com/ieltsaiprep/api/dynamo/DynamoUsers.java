package com.ieltsaiprep.api.dynamo;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.account.Login;
import com.ieltsaiprep.api.account.ProfileChange;
import com.ieltsaiprep.api.account.Users;
import com.ieltsaiprep.api.mail.EmailAddress;
import com.ieltsaiprep.api.session.Standing;
import com.ieltsaiprep.api.session.Standings;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Accounts in the table of users, whose home decides. */
public final class DynamoUsers implements Users, Standings {
    private final Databases databases;
    private final String table;
    private final UserWrites writes;

    /** In these databases. */
    public DynamoUsers(Databases databases) {
        this.databases = databases;
        this.table = databases.table(Table.USERS);
        this.writes = new UserWrites(table);
    }

    @Override
    public Optional<Login> login(EmailAddress email) {
        return get(databases.home(), UserItems.key(email), true)
                .map(item -> UserItems.login(email, item));
    }

    @Override
    public Optional<Account> account(String userId) {
        return alive(get(databases.home(), UserItems.key(userId), true));
    }

    @Override
    public Optional<Account> nearby(String userId) {
        boolean atHome = databases.regions().atHome();
        var near = get(databases.own(), UserItems.key(userId), atHome);
        return near.isEmpty() && !atHome ? account(userId) : alive(near);
    }

    private static Optional<Account> alive(Optional<Map<String, AttributeValue>> item) {
        return item.filter(found -> !UserItems.isTombstone(found)).map(UserItems::account);
    }

    @Override
    public Optional<Account> change(Account account, ProfileChange change) {
        try {
            Map<String, AttributeValue> now =
                    databases
                            .home()
                            .updateItem(
                                    update -> {
                                        writes.change(update, account, change);
                                        update.returnValues(ReturnValue.ALL_NEW);
                                    })
                            .attributes();
            return Optional.of(UserItems.account(now));
        } catch (ConditionalCheckFailedException _) {
            return Optional.empty();
        }
    }

    @Override
    public boolean changePassword(Login login, String passwordHash, Instant at) {
        return write(
                List.of(
                        writes.password(login, passwordHash),
                        writes.endBefore(login.userId(), at)));
    }

    @Override
    public boolean resetPassword(Login login, String passwordHash, Instant at, String codeHash) {
        return write(
                List.of(
                        writes.password(login, passwordHash),
                        writes.endBefore(login.userId(), at),
                        writes.use(login.userId(), codeHash)));
    }

    @Override
    public void rehash(Login login, String passwordHash) {
        write(List.of(writes.password(login, passwordHash)));
    }

    @Override
    public void delete(Account account, Instant at) {
        boolean done =
                write(
                        List.of(
                                writes.bury(account, at),
                                writes.free(account),
                                writes.forget(account.userId())));
        if (!done && account(account.userId()).isPresent()) {
            throw new IllegalStateException("an account is written by others all the time");
        }
    }

    @Override
    public Optional<Standing> standing(String userId, boolean strong) {
        DynamoDbClient client = strong ? databases.home() : databases.own();
        return get(client, UserItems.key(userId), strong)
                .map(
                        item ->
                                UserItems.isTombstone(item)
                                        ? new Standing(true, Instant.EPOCH)
                                        : UserItems.account(item).standing());
    }

    @Override
    public void endBefore(String userId, Instant time) {
        write(List.of(writes.endAlsoBefore(userId, time)));
    }

    private Optional<Map<String, AttributeValue>> get(
            DynamoDbClient client, Map<String, AttributeValue> key, boolean strong) {
        Map<String, AttributeValue> item =
                client.getItem(get -> get.tableName(table).key(key).consistentRead(strong)).item();
        return item.isEmpty() ? Optional.empty() : Optional.of(item);
    }

    private boolean write(List<TransactWriteItem> items) {
        return Transactions.write(databases.home(), items);
    }
}
