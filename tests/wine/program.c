/* What any program of the User's session can do: press keys and buttons (SendInput), read the clipboard, and show
   text that changes. */
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
                length += sprintf(text + length, "%08x ", (number * 40503u + y + length) * 2654435761u);
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

/* Shows text all of which is new 30 times a second, until it is ended. */
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
    return 2;
}
