package org.llmregistry.registry.csv;

import java.io.Closeable;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.llmregistry.kernel.problem.Violation;

/// A CSV list, read record by record (RFC 4180, UTF-8, one header row). A byte-order mark at its start is read over.
/// It keeps no record that it has given away.
public final class CsvList implements Closeable {

    private static final char REPLACEMENT = '\uFFFD';
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final RecordLimit limit;
    private final List<String> header = new ArrayList<>();
    private final Map<String, Integer> columns = new HashMap<>();
    private long recordLine;
    private long lastLine;

    /// One row, by column name; empty cells are empty text.
    ///
    /// @param line   line of the file that the row begins on, the header being line 1
    /// @param whole  false when the row has too few or too many cells
    /// @param header true when the row repeats the header
    public record Row(long line, Map<String, Integer> columns, CSVRecord cells, boolean whole, boolean header) {
        public String get(String column) {
            Integer place = columns.get(column);
            return place == null || place >= cells.size()
                    ? ""
                    : cells.get(place).strip();
        }
    }

    /// The list cannot be read further.
    public static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;
        private final transient Violation fault;

        Unreadable(long line, String rule, String detail) {
            super(detail);
            this.fault = new Violation("line " + line, rule, detail);
        }

        public Violation fault() {
            return fault;
        }
    }

    private CsvList(CSVParser parser, RecordLimit limit) {
        this.parser = parser;
        this.records = parser.iterator();
        this.limit = limit;
    }

    public static CsvList open(InputStream content) throws Unreadable {
        try {
            PushbackReader text = new PushbackReader(new InputStreamReader(content, StandardCharsets.UTF_8));
            int first = text.read();
            if (first != BYTE_ORDER_MARK && first >= 0) {
                text.unread(first);
            }
            RecordLimit limit = new RecordLimit(text);
            CSVParser parser = CSVFormat.RFC4180.parse(limit);
            CsvList list = new CsvList(parser, limit);
            list.nextRecord().ifPresent(list::readHeader);
            return list;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void readHeader(CSVRecord record) {
        for (String cell : record) {
            columns.putIfAbsent(cell.strip(), header.size());
            header.add(cell.strip());
        }
    }

    /// Everything that is wrong with the header, at once.
    public List<Violation> headerFaults(Set<String> expected) {
        List<Violation> faults = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String column : header) {
            if (!seen.add(column)) {
                faults.add(new Violation("line 1", "column-twice", "The column '%s' stands twice.".formatted(column)));
            } else if (!expected.contains(column)) {
                faults.add(new Violation(
                        "line 1",
                        "unknown-column",
                        "The column '%s' is not known here; known: %s."
                                .formatted(column, String.join(", ", expected))));
            }
        }
        for (String column : expected) {
            if (!seen.contains(column)) {
                faults.add(new Violation("line 1", "missing-column", "The column '%s' is missing.".formatted(column)));
            }
        }
        return faults;
    }

    public Optional<Row> next() throws Unreadable {
        return nextRecord()
                .map(record ->
                        new Row(recordLine, columns, record, record.size() == header.size(), repeatsHeader(record)));
    }

    /// Reads over rows, and checks that they can be read.
    ///
    /// @return how many there were, at most as many as asked for
    public long skip(long most) throws Unreadable {
        long rows = 0;
        while (rows < most && nextRecord().isPresent()) {
            rows++;
        }
        return rows;
    }

    private boolean repeatsHeader(CSVRecord record) {
        boolean repeated = record.size() == header.size();
        for (int i = 0; repeated && i < header.size(); i++) {
            repeated = record.get(i).strip().equals(header.get(i));
        }
        return repeated;
    }

    private Optional<CSVRecord> nextRecord() throws Unreadable {
        try {
            while (true) {
                recordLine = lastLine + 1;
                limit.nextRecord();
                if (!records.hasNext()) {
                    return Optional.empty();
                }
                CSVRecord record = records.next();
                lastLine = parser.getCurrentLineNumber();
                for (String cell : record) {
                    refuseBinary(cell);
                }
                if (record.size() > 1 || !record.get(0).isBlank()) {
                    return Optional.of(record);
                }
            }
        } catch (UncheckedIOException broken) {
            if (broken.getCause() instanceof CSVException || broken.getCause() instanceof RecordTooLong) {
                throw new Unreadable(
                        recordLine,
                        "quotes",
                        "The record that begins here cannot be read: a quote is not closed, or text follows a closing"
                                + " quote. Put cells with commas or quotes into quotes, double the quotes inside.");
            }
            throw broken;
        }
    }

    private void refuseBinary(String cell) throws Unreadable {
        if (cell.indexOf(REPLACEMENT) >= 0) {
            throw new Unreadable(recordLine, "utf-8", "Bytes that are not UTF-8: save the list as 'CSV UTF-8'.");
        }
        if (cell.indexOf('\0') >= 0) {
            throw new Unreadable(
                    recordLine, "text", "NUL characters: this is not text, or it is UTF-16; save as UTF-8.");
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private static final class RecordTooLong extends IOException {
        private static final long serialVersionUID = 1L;

        RecordTooLong() {
            super("record too long");
        }
    }

    /// Stops at a record that no list has, so that a quote that is never closed does not read the file into memory.
    private static final class RecordLimit extends FilterReader {

        private static final int LONGEST_RECORD = 100_000;
        private int read;

        RecordLimit(Reader text) {
            super(text);
        }

        void nextRecord() {
            read = 0;
        }

        @Override
        public int read(char[] into, int from, int length) throws IOException {
            if (read > LONGEST_RECORD) {
                throw new RecordTooLong();
            }
            int count = super.read(into, from, length);
            read += Math.max(count, 0);
            return count;
        }

        @Override
        public int read() throws IOException {
            int character = super.read();
            read += character < 0 ? 0 : 1;
            if (read > LONGEST_RECORD) {
                throw new RecordTooLong();
            }
            return character;
        }
    }
}
