/* What any program of the User's session can do: press keys and buttons (SendInput), copy and paste, and show text that
   changes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

static int press(INPUT *inputs, UINT count)
{
    return SendInput(count, inputs, sizeof *inputs) == count ? 0 : 1;
}

/* Moves the pointer there, and clicks. */
static int click(int x, int y)
{
    INPUT inputs[3] = {0};
    const DWORD flags[] = {MOUSEEVENTF_MOVE | MOUSEEVENTF_ABSOLUTE, MOUSEEVENTF_LEFTDOWN, MOUSEEVENTF_LEFTUP};

    for (int i = 0; i < 3; i++) {
        inputs[i].type = INPUT_MOUSE;
        inputs[i].mi.dwFlags = flags[i];
    }
    /* In parts of the screen; half a pixel more, so that no rounding leads to the pixel before. */
    inputs[0].mi.dx = (x * 65536 + 32768) / GetSystemMetrics(SM_CXSCREEN);
    inputs[0].mi.dy = (y * 65536 + 32768) / GetSystemMetrics(SM_CYSCREEN);
    return press(inputs, 3);
}

/* Presses a key, by its virtual key code, and releases it. */
static int key(WORD code)
{
    INPUT inputs[2] = {0};

    for (int i = 0; i < 2; i++) {
        inputs[i].type = INPUT_KEYBOARD;
        inputs[i].ki.wVk = code;
        inputs[i].ki.wScan = (WORD)MapVirtualKeyW(code, MAPVK_VK_TO_VSC);
    }
    inputs[1].ki.dwFlags = KEYEVENTF_KEYUP;
    return press(inputs, 2);
}

/* Prints the text of the clipboard, if it has any. */
static int clipboard(void)
{
    const char *text = NULL;
    HANDLE data;

    if (!OpenClipboard(NULL))
        return 1;
    data = GetClipboardData(CF_TEXT);
    if (data)
        text = GlobalLock(data);
    if (text)
        puts(text);
    CloseClipboard();
    return text ? 0 : 1;
}

enum { WIDTH = 1280, HEIGHT = 720, LINE = 16, EACH_MS = 33 };

static LRESULT CALLBACK on_message(HWND window, UINT message, WPARAM w, LPARAM l)
{
    static unsigned number;
    PAINTSTRUCT paint;

    switch (message) {
    case WM_TIMER:
        number++;
        InvalidateRect(window, NULL, FALSE);
        return 0;
    case WM_PAINT:
        BeginPaint(window, &paint);
        for (int y = 0; y < HEIGHT; y += LINE) {
            RECT line = {0, y, WIDTH, y + LINE};
            char text[200];
            int length = 0;

            while (length < 180)
                length += sprintf(text + length, "%08x ", ((number + y / LINE) * 40503u + length) * 2654435761u);
            ExtTextOutA(paint.hdc, 0, y, ETO_OPAQUE, &line, text, length, NULL);
        }
        EndPaint(window, &paint);
        return 0;
    case WM_DESTROY:
        PostQuitMessage(0);
        return 0;
    }
    return DefWindowProcA(window, message, w, l);
}

/* Shows text that scrolls by a line 30 times a second, until it is ended. */
static int text(void)
{
    WNDCLASSA class = {.lpfnWndProc = on_message, .lpszClassName = "text"};
    HWND window;
    MSG message;

    class.hInstance = GetModuleHandleA(NULL);
    RegisterClassA(&class);
    window = CreateWindowA("text", "text", WS_POPUP | WS_VISIBLE, 200, 100, WIDTH, HEIGHT, NULL, NULL, class.hInstance, NULL);
    if (!window || !SetTimer(window, 1, EACH_MS, NULL))
        return 1;
    while (GetMessageA(&message, NULL, 0, 0) > 0)
        DispatchMessageA(&message);
    return 0;
}

/* The memory of the clipboard with these bytes. */
static int put(UINT format, const void *bytes, SIZE_T size)
{
    HGLOBAL memory = GlobalAlloc(GMEM_MOVEABLE, size);

    if (!format || !memory)
        return 1;
    memcpy(GlobalLock(memory), bytes, size);
    GlobalUnlock(memory);
    return SetClipboardData(format, memory) ? 0 : 1;
}

/* Copies a text, of which a character outside of ASCII is written as \uXXXX, and a mark beside it: the name of a format,
   with a number. */
static int copy(const char *text, const char *mark, DWORD number)
{
    WCHAR wide[256] = {0};
    char digits[5] = {0};
    int failed, length = 0;

    while (*text && length < 255) {
        if (!strncmp(text, "\\u", 2) && strlen(text) >= 6) {
            memcpy(digits, text + 2, 4);
            wide[length++] = (WCHAR)strtoul(digits, NULL, 16);
            text += 6;
        } else {
            wide[length++] = *text++;
        }
    }
    if (!OpenClipboard(NULL) || !EmptyClipboard())
        return 1;
    failed = put(CF_UNICODETEXT, wide, (length + 1) * sizeof *wide);
    if (mark)
        failed |= put(RegisterClipboardFormatA(mark), &number, sizeof number);
    CloseClipboard();
    return failed;
}

/* Copies a red and a blue pixel, and the same in words. */
static int copy_pixels(void)
{
    struct { BITMAPINFOHEADER header; BYTE pixels[8]; } image = {{sizeof image.header, 2, 1, 1, 24}};
    const char html[] = "StartHTML:0000000044\r\nEndHTML:0000000065\r\n\r\n<b>red</b><i>blue</i>";
    int failed;

    image.pixels[2] = image.pixels[3] = 255;
    if (!OpenClipboard(NULL) || !EmptyClipboard())
        return 1;
    failed = put(CF_DIB, &image, sizeof image) | put(RegisterClipboardFormatA("HTML Format"), html, sizeof html);
    CloseClipboard();
    return failed;
}

/* Copies an image of so many pixels on each side, of noise, which takes a while to compress. */
static int copy_noise(LONG side)
{
    const SIZE_T pixels = (SIZE_T)side * side * 4;
    BITMAPINFOHEADER header = {sizeof header, side, side, 1, 32};
    BYTE *image = malloc(sizeof header + pixels);
    int failed;

    if (!image)
        return 1;
    memcpy(image, &header, sizeof header);
    for (SIZE_T n = 0; n < pixels; n++)
        image[sizeof header + n] = (BYTE)((n * 2654435761u) >> 13);
    if (!OpenClipboard(NULL) || !EmptyClipboard())
        return 1;
    failed = put(CF_DIB, image, sizeof header + pixels);
    CloseClipboard();
    free(image);
    return failed;
}

/* Prints what is pasted: a registered format as it is; of a bitmap its sides and its pixels, each as a number. */
static int paste(const char *format)
{
    const int is_bitmap = !strcmp(format, "CF_DIB");
    const BITMAPINFO *image;
    const BYTE *bytes = NULL;
    HANDLE data;

    if (!OpenClipboard(NULL))
        return 1;
    data = GetClipboardData(is_bitmap ? CF_DIB : RegisterClipboardFormatA(format));
    if (data)
        bytes = GlobalLock(data);
    if (bytes && !is_bitmap)
        fwrite(bytes, 1, GlobalSize(data), stdout);
    if (bytes && is_bitmap) {
        image = (const void *)bytes;
        bytes += image->bmiHeader.biSize + (image->bmiHeader.biCompression == BI_BITFIELDS ? 12 : 0);
        printf("%ld %ld %d", image->bmiHeader.biWidth, image->bmiHeader.biHeight, image->bmiHeader.biBitCount);
        for (LONG n = 0; n < image->bmiHeader.biWidth; n++)
            printf(" %02x%02x%02x", bytes[4 * n + 2], bytes[4 * n + 1], bytes[4 * n]);
    }
    CloseClipboard();
    return bytes ? 0 : 1;
}

/* Keeps the clipboard open for so long, and says when it begins. */
static int hold(DWORD ms)
{
    if (!OpenClipboard(NULL))
        return 1;
    puts("open");
    fflush(stdout);
    Sleep(ms);
    CloseClipboard();
    return 0;
}

int main(int count, char **words)
{
    if (count == 4 && !strcmp(words[1], "click"))
        return click(atoi(words[2]), atoi(words[3]));
    if (count == 3 && !strcmp(words[1], "key"))
        return key((WORD)atoi(words[2]));
    if (count == 2 && !strcmp(words[1], "clipboard"))
        return clipboard();
    if (count == 2 && !strcmp(words[1], "text"))
        return text();
    if (count == 3 && !strcmp(words[1], "copy"))
        return copy(words[2], NULL, 0);
    if (count == 5 && !strcmp(words[1], "copy"))
        return copy(words[2], words[3], (DWORD)atoi(words[4]));
    if (count == 2 && !strcmp(words[1], "copy-pixels"))
        return copy_pixels();
    if (count == 3 && !strcmp(words[1], "copy-noise"))
        return copy_noise(atoi(words[2]));
    if (count == 3 && !strcmp(words[1], "paste"))
        return paste(words[2]);
    if (count == 3 && !strcmp(words[1], "hold"))
        return hold((DWORD)atoi(words[2]));
    return 2;
}
